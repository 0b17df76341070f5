import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { MESSAGE_STEPS } from '../../campaigns/messages/action-mails.access.js';
import { Autoresponses } from '../../campaigns/messages/autoresponses.service.js';
import { type OwnWords } from '../../email/compose/own-words.access.js';
import { Post } from '../../email/post.service.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { findEvent } from '../events.sql.js';
import { findShifts } from '../shifts.sql.js';
import { type Registration } from './attendance.entity.js';
import { findAttendances, markTold, waitingPosition } from './registrations.sql.js';
import {
  type Occasion,
  type Place,
  type RegistrationFacts,
  registrationMail,
} from './registrations.emails.js';

/** Of the link by which a party confirms, changes and cancels without an account. */
const OWN_LINK = 'event-registration';

/** Mail to people who signed up, and the link in it. */
@Injectable()
export class RegistrationMail {
  constructor(
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly autoresponses: Autoresponses,
  ) {}

  /** Puts the mail into the transaction; who gave no address gets none. Call `wake` after the commit. */
  async send(tx: EntityManager, party: Registration, occasion: Occasion): Promise<void> {
    if (!party.email) return;
    const facts = await this.facts(tx, party);
    // Every one of these mails says how things stand, so none of them leaves an older notice due.
    await markTold(tx, party.id, facts.event.calendarSequence);
    await this.post.send(tx, {
      ownerId: party.ownerId,
      personId: party.personId,
      to: { name: `${party.givenName} ${party.familyName}`.trim(), address: party.email },
      kind: `event-${occasion}`,
      language: party.language,
      content: registrationMail(occasion, facts, await this.own(tx, party, occasion)),
      isPractice: party.isPractice,
      ...(facts.event.contactEmail && {
        replyTo: { name: facts.host.name, address: facts.event.contactEmail },
      }),
    });
  }

  wake(): Promise<void> {
    return this.post.wake();
  }

  private async own(
    tx: EntityManager,
    party: Registration,
    occasion: Occasion,
  ): Promise<OwnWords | undefined> {
    const step = MESSAGE_STEPS.event.find((each) => each === occasion);
    return step && (await this.autoresponses.of(tx, { kind: 'event', id: party.eventId })).to(party, step);
  }

  async facts(tx: EntityManager, party: Registration): Promise<RegistrationFacts & { host: Host }> {
    const event = (await findEvent(tx, party.eventId))!;
    const shifts = await findShifts(tx, event.id);
    const places: Place[] = [];
    for (const attendance of await findAttendances(tx, party.id)) {
      const shift = shifts.find(({ id }) => id === attendance.shiftId)!;
      const isWaiting = attendance.state === 'waitlisted';
      const position = isWaiting ? await waitingPosition(tx, attendance.id) : null;
      places.push({ ...attendance, shift, waitingPosition: position });
    }
    const query = `?lang=${party.language}`;
    return {
      host: await this.chapters.host(tx, event.ownerId),
      event,
      registration: party,
      places,
      eventUrl: `${this.config.origin}/events/${event.slug}${query}`,
      ownUrl: `${this.config.origin}${this.ownPath(party.id)}${query}`,
      domain: new URL(this.config.origin).hostname,
      now: this.clock.now(),
    };
  }

  ownPath(registrationId: string): string {
    return `/registrations/${this.tokens.signId(OWN_LINK, registrationId)}`;
  }

  /** The registration whose link this is, or null. */
  readOwnLink(token: string): string | null {
    return this.tokens.verifyId(OWN_LINK, token);
  }
}
