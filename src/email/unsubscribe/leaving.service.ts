import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Consents } from '../../people/consents.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { maskedEmail } from '../../platform/mail/address.js';
import { type LeavingReason } from '../leaving-reasons/leaving-reason.js';
import { forgetReason, keepReason, reasonOf } from '../leaving-reasons/leaving-reasons.sql.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { MailLinks, NO_DELIVERY } from '../tracking/mail-links.service.js';
import { recordTracking } from '../tracking/tracking.sql.js';
import { LeavingTopics, type TopicChoice } from './leaving-topics.service.js';
import { leavingMessages } from './leaving.messages.js';
import { deliveryBehindLink, leftWhat, type LinkedDelivery, peopleWithAddress } from './leaving.sql.js';

/** What a page about leaving shows. A forwarded mail tells its finder no more than this. */
export interface Choice {
  host: Host;
  maskedAddress: string;
  hasLeft: { list: boolean; everything: boolean };
  /** What the mail was about; null where it was about nothing in particular. */
  about: TopicChoice | null;
  /** Why they leave, where they said so by this mail. */
  reason: LeavingReason | null;
}

/** How somebody left: by the header's button, or on the page. */
export type Way = 'one-click' | 'page';

/**
 * Leaving by the link in a mail, whoever holds it (RFC 8058, 16 CFR 316.5): at once, without a login, as often as one
 * likes, and also when the mailing or the person is long gone. The suppression is what counts; withdrawn consents are
 * written for every record of that organization with this address.
 */
@Injectable()
export class Leaving {
  constructor(
    private readonly database: Database,
    private readonly links: MailLinks,
    private readonly chapters: Chapters,
    private readonly suppressions: Suppressions,
    private readonly consents: Consents,
    private readonly engagement: Engagement,
    private readonly topics: LeavingTopics,
  ) {}

  /** What the link is about, or null for one from a test. @throws NotFound for a forged one (E33) */
  async choice(token: string): Promise<Choice | null> {
    const delivery = await this.delivery(token);
    if (!delivery) return null;
    return this.database.as(Scope.organizations(delivery.ownerId), async (tx) => ({
      host: await this.chapters.host(tx, delivery.ownerId),
      maskedAddress: maskedEmail(delivery.address),
      hasLeft: await leftWhat(tx, delivery),
      about: await this.topics.choice(tx, delivery),
      reason: (await reasonOf(tx, delivery.id))?.reason ?? null,
    }));
  }

  /** Leaves the sender's list. A second time changes nothing. */
  leave(token: string, way: Way, language: Language): Promise<void> {
    return this.withDelivery(token, (tx, delivery, host) =>
      this.leaveList(tx, delivery, host, way, language),
    );
  }

  /**
   * The same by a mail to the address of List-Unsubscribe (RFC 2369), in the caller's transaction: the header's button again,
   * in mail programs that know no other.
   */
  async leaveByMail(tx: EntityManager, delivery: LinkedDelivery): Promise<void> {
    const host = await this.chapters.host(tx, delivery.ownerId);
    await this.leaveList(tx, delivery, host, 'one-click', await this.language(tx, delivery));
  }

  /** Who calls a mail spam has taken their consent back, whatever else is done about it. */
  async withdrawAfterComplaint(tx: EntityManager, delivery: LinkedDelivery): Promise<void> {
    const host = await this.chapters.host(tx, delivery.ownerId);
    const language = await this.language(tx, delivery);
    await this.takeBack(tx, delivery, 'complaint', language, leavingMessages[language].consentOut(host.name));
  }

  /** Leaves everybody's list. */
  leaveEverything(token: string, language: Language): Promise<void> {
    return this.withDelivery(token, async (tx, delivery) => {
      if ((await leftWhat(tx, delivery)).everything) return;
      await this.suppressions.add(tx, {
        canonicalEmail: delivery.canonicalEmail,
        organizationId: null,
        reason: 'unsubscribed',
        deliveryId: delivery.id,
      });
      await this.withdraw(tx, delivery, 'page', language, leavingMessages[language].consentOutAll);
    });
  }

  /** Leaves what the mail was about, and stays on the list. */
  leaveTopic(token: string, language: Language): Promise<void> {
    return this.withDelivery(token, (tx, delivery, host) =>
      this.topics.leave(tx, delivery, host.name, language),
    );
  }

  /** Takes that back, where this link did it within the last day. */
  undoTopic(token: string, language: Language): Promise<void> {
    return this.withDelivery(token, async (tx, delivery, host) => {
      await this.topics.undo(tx, delivery, host.name, language);
      const { list, everything } = await leftWhat(tx, delivery);
      if (!list && !everything) await forgetReason(tx, delivery.id);
    });
  }

  /** Why they left, if they like. Whoever has not left says nothing. */
  explain(token: string, reason: LeavingReason): Promise<void> {
    return this.withDelivery(token, async (tx, delivery) => {
      const { list, everything } = await leftWhat(tx, delivery);
      const hasLeft = list || everything || (await this.topics.choice(tx, delivery))?.hasLeft;
      if (hasLeft) await keepReason(tx, delivery, reason);
    });
  }

  /**
   * Takes back what this very link did. It lifts nothing else: not a bounce, not what another mail's link did, so an old
   * mail in somebody's hands subscribes nobody.
   */
  undo(token: string, language: Language): Promise<void> {
    return this.withDelivery(token, async (tx, delivery, host) => {
      if (!(await this.suppressions.undo(tx, delivery.id, delivery.canonicalEmail))) return;
      await forgetReason(tx, delivery.id);
      for (const person of await peopleWithAddress(tx, delivery.ownerId, delivery.canonicalEmail)) {
        await this.consents.record(tx, {
          ...this.word(delivery, person.id, language),
          isGiven: true,
          method: 'page',
          text: leavingMessages[language].consentBack(host.name),
        });
      }
    });
  }

  private async leaveList(
    tx: EntityManager,
    delivery: LinkedDelivery,
    host: Host,
    way: Way,
    language: Language,
  ): Promise<void> {
    if ((await leftWhat(tx, delivery)).list) return;
    await this.suppressions.add(tx, {
      canonicalEmail: delivery.canonicalEmail,
      organizationId: delivery.ownerId,
      reason: 'unsubscribed',
      deliveryId: delivery.id,
    });
    await this.withdraw(tx, delivery, way, language, leavingMessages[language].consentOut(host.name));
  }

  private async withdraw(
    tx: EntityManager,
    delivery: LinkedDelivery,
    way: Way,
    language: Language,
    text: string,
  ): Promise<void> {
    for (const personId of await this.takeBack(tx, delivery, way, language, text)) {
      await this.engagement.record(tx, {
        ownerId: delivery.ownerId,
        personId,
        did: 'unsubscribed',
        what: { kind: 'mailing', id: delivery.mailingId, title: '' },
      });
    }
    await recordTracking(tx, [
      { delivery: delivery.id, link: null, kind: 'unsubscribe', agent: '', machine: null, at: new Date() },
    ]);
  }

  /** Gives whose consents these were. */
  private async takeBack(
    tx: EntityManager,
    delivery: LinkedDelivery,
    method: Way | 'complaint',
    language: Language,
    text: string,
  ): Promise<string[]> {
    const people = await peopleWithAddress(tx, delivery.ownerId, delivery.canonicalEmail);
    for (const { id } of people)
      await this.consents.record(tx, { ...this.word(delivery, id, language), isGiven: false, method, text });
    return people.map(({ id }) => id);
  }

  /** A mail says in no language that somebody leaves; the record of them is kept in theirs. */
  private async language(tx: EntityManager, delivery: LinkedDelivery): Promise<Language> {
    const [person] = await peopleWithAddress(tx, delivery.ownerId, delivery.canonicalEmail);
    return LANGUAGES.find((each) => each === person?.language) ?? 'en';
  }

  private word(delivery: LinkedDelivery, personId: string, language: Language) {
    return {
      personId,
      organizationId: delivery.ownerId,
      channel: 'email' as const,
      language,
      sourceKind: 'mailing',
      sourceId: delivery.mailingId,
    };
  }

  private async delivery(token: string): Promise<LinkedDelivery | null> {
    const id = this.links.readLeave(token);
    if (id === null) throw new NotFound();
    if (id === NO_DELIVERY) return null;
    const delivery = await this.database.as(Scope.visitor, (tx) => deliveryBehindLink(tx, id));
    if (!delivery) throw new NotFound();
    return delivery;
  }

  private async withDelivery(
    token: string,
    work: (tx: EntityManager, delivery: LinkedDelivery, host: Host) => Promise<void>,
  ): Promise<void> {
    const delivery = await this.delivery(token);
    if (!delivery) return; // a test or a preview: its links change nothing
    await this.database.as(Scope.organizations(delivery.ownerId), async (tx) =>
      work(tx, delivery, await this.chapters.host(tx, delivery.ownerId)),
    );
  }
}
