import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { type Language, localized } from '../../layout/i18n.js';
import { type PartnerWord } from '../../layout/partner-boxes.views.js';
import { Meeting } from '../../people/meeting.service.js';
import { Chapters } from '../../network/chapters.service.js';
import { Touches } from '../../partners/credit/touches.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Turns } from '../../platform/clock/turns.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { type Event, isOpen, type Shift } from '../event.entity.js';
import { findEventBySlug } from '../events.sql.js';
import { findShifts } from '../shifts.sql.js';
import { type Registration } from './attendance.entity.js';
import { RegistrationMail } from './registration-mail.service.js';
import { RegistrationPartners } from './registration-partners.service.js';
import { type SignUpForm } from './registrations.forms.js';
import {
  findRegistration,
  findRegistrationByEmail,
  insertRegistration,
  lockAddress,
  updateRegistration,
} from './registrations.sql.js';
import { Seating } from './seating.service.js';

export interface SignUp {
  form: SignUpForm;
  language: Language;
  source: string | null;
  /** The sentence beside the box, as it was shown for a host of this name: what consent was given to. */
  consentText: (hostName: string) => string;
  partnerWords: readonly PartnerWord[];
}

/** What the screen says: for each chosen shift whether there was room for a newcomer when the form came. */
export interface SignedUp {
  eventId: string;
  shifts: { id: string; hadRoom: boolean }[];
}

/** Sign-ups of one event at once. They lock the same shifts, so more would only wait with a connection each. */
const AT_ONCE = 2;

/** Signing up for an event by its public form. */
@Injectable()
export class Registering {
  private readonly turns = new Turns(AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly meeting: Meeting,
    private readonly engagement: Engagement,
    private readonly seating: Seating,
    private readonly mail: RegistrationMail,
    private readonly clock: Clock,
    private readonly touches: Touches,
    private readonly partners: RegistrationPartners,
  ) {}

  /**
   * Seats the party or puts it on the waiting lists, and answers by email, in one transaction. The same form sent
   * twice is one sign-up. A second form with the same address adds to the first and takes nothing away: whoever types
   * somebody's address must not be able to cancel them. And the answer given here is the same for known and unknown
   * addresses, so that nobody learns who goes to a rally.
   *
   * @throws NotFound where no such event is published
   * @throws Invalid (`shift_ids`) for shifts that are not the event's or have begun, and where it is cancelled
   */
  async signUp(slug: string, signUp: SignUp): Promise<SignedUp> {
    return this.turns.take(slug, async () => {
      const event = await this.database.as(Scope.visitor, (tx) => findEventBySlug(tx, slug));
      if (!event) throw new NotFound();
      const signedUp = await this.database.as(Scope.organizations(event.ownerId), (tx) =>
        this.register(tx, event, signUp),
      );
      await this.mail.wake();
      return signedUp;
    });
  }

  private async register(tx: EntityManager, event: Event, signUp: SignUp): Promise<SignedUp> {
    const { form } = signUp;
    const shifts = await this.openShifts(tx, event, form.shift_ids);
    const seats = 1 + form.guests;
    const answer = {
      eventId: event.id,
      shifts: shifts.map(({ id, capacity, taken, waiting }) => ({
        id,
        hadRoom: capacity === null || (waiting === 0 && taken + seats <= capacity),
      })),
    };
    const personId = await this.meet(tx, event, signUp);
    const known = await this.known(tx, event, form);
    const submissionKey = keyOf(form);
    if (known?.submissionKey === submissionKey) return answer;
    const seated = known
      ? await this.enlarge(tx, known, form, submissionKey)
      : await this.insert(tx, event, signUp, personId, submissionKey);
    if (!seated) return answer;
    const party = await this.partners.ask(tx, seated, signUp.partnerWords);
    await this.touches.record(
      tx,
      { kind: 'registration', id: party.id, ownerId: event.ownerId },
      signUp.source,
    );
    const added = await this.seating.seat(
      tx,
      party,
      shifts.map(({ id }) => id),
    );
    if (added > 0) {
      await this.engagement.record(tx, {
        ownerId: event.ownerId,
        personId: party.personId,
        did: 'registered',
        what: { kind: 'event', id: event.id, title: localized(event.title, 'en') },
        source: signUp.source,
        detail: { shifts: added, guests: party.guests },
        isPractice: event.isPractice,
      });
    }
    await this.mail.send(tx, party, known ? 'again' : 'receipt');
    return answer;
  }

  private async openShifts(tx: EntityManager, event: Event, ids: readonly string[]): Promise<Shift[]> {
    const now = this.clock.now();
    const shifts = (await findShifts(tx, event.id)).filter(({ id }) => ids.includes(id));
    if (shifts.length < ids.length || shifts.some((shift) => !isOpen(event, shift, now)))
      throw new Invalid([{ param: 'shift_ids', message: 'Choose times that are yet to begin.' }]);
    return shifts;
  }

  private async meet(tx: EntityManager, event: Event, signUp: SignUp): Promise<string> {
    const { form } = signUp;
    const { ownerId, id: sourceId } = event;
    const { language, source } = signUp;
    const { personId } = await this.meeting.meet(tx, {
      ownerId,
      givenName: form.given_name,
      familyName: form.family_name,
      email: form.email,
      phone: form.phone ?? null,
      ...(form.zip && { zip: form.zip }),
      language,
      source,
      isPractice: event.isPractice,
      consents: form.wants_email ? [await this.wish(tx, event, signUp)] : [],
      method: 'form',
      sourceKind: 'event',
      sourceId,
    });
    return personId;
  }

  private async wish(tx: EntityManager, event: Event, { language, consentText }: SignUp) {
    const { name } = await this.chapters.host(tx, event.ownerId);
    const organizationId = event.ownerId;
    return { organizationId, channel: 'email', isGiven: true, text: consentText(name), language } as const;
  }

  private async known(tx: EntityManager, event: Event, form: SignUpForm) {
    const canonical = canonicalEmail(form.email)!;
    await lockAddress(tx, event.id, canonical);
    return findRegistrationByEmail(tx, event.id, canonical);
  }

  /** More guests where there is room for them; never fewer. */
  private async enlarge(
    tx: EntityManager,
    known: Registration,
    form: SignUpForm,
    submissionKey: string,
  ): Promise<Registration> {
    const asked = Math.max(known.guests, form.guests);
    const full = asked > known.guests ? await this.seating.resize(tx, known, asked) : [];
    const guests = full.length > 0 ? known.guests : asked;
    const accessNeeds = known.accessNeeds || form.access_needs;
    await updateRegistration(tx, known.id, { guests, accessNeeds, submissionKey });
    return { ...known, guests, accessNeeds };
  }

  private async insert(
    tx: EntityManager,
    event: Event,
    { form, language, source }: SignUp,
    personId: string,
    submissionKey: string,
  ): Promise<Registration | undefined> {
    const id = await insertRegistration(tx, {
      eventId: event.id,
      ownerId: event.ownerId,
      personId,
      givenName: form.given_name,
      familyName: form.family_name,
      email: form.email,
      canonicalEmail: canonicalEmail(form.email)!,
      phone: form.phone ?? null,
      zip: form.zip ?? '',
      guests: form.guests,
      accessNeeds: form.access_needs,
      language,
      source,
      submissionKey,
      isWalkIn: false,
      isPractice: event.isPractice,
      toldSequence: event.calendarSequence,
    });
    return id === null ? undefined : findRegistration(tx, id);
  }
}

/**
 * One sending of one form. The address is part of it: who went back and corrected it means another sign-up. A form
 * without a key (its own fields were cut) counts once an address and choice.
 */
function keyOf(form: SignUpForm): string {
  const parts = [form.submission_key, canonicalEmail(form.email), form.guests, ...[...form.shift_ids].sort()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
