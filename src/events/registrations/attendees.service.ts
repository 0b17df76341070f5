import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { localized } from '../../layout/i18n.js';
import { type Met, Meeting } from '../../people/meeting.service.js';
import { SourceCodes } from '../../partners/credit/source-codes.service.js';
import { Touches } from '../../partners/credit/touches.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { fromCursor, toCursor } from '../../platform/paging/paging.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Event } from '../event.entity.js';
import { tell } from '../events.jobs.js';
import { Events } from '../events.service.js';
import { findShifts, lockShifts, takeSeatsFromWaiting } from '../shifts.sql.js';
import { type AttendeeQuery, type WalkIn } from './attendees.forms.js';
import { type AttendeePage, type AttendeeResource, toAttendee } from './attendees.resources.js';
import {
  type Attendee,
  attendeeKey,
  checkIn,
  deleteWalkIn,
  findAttendee,
  findAttendees,
  insertWalkIn,
  undoCheckIn,
} from './attendees.sql.js';
import { RegistrationMail } from './registration-mail.service.js';
import {
  findAttendance,
  findRegistration,
  insertRegistration,
  offerAttendance,
} from './registrations.sql.js';
import { Seating } from './seating.service.js';

/** Who comes, as staff see it: the list, the door, and the waiting list by hand. */
@Injectable()
export class Attendees {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly seating: Seating,
    private readonly meeting: Meeting,
    private readonly engagement: Engagement,
    private readonly mail: RegistrationMail,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly codes: SourceCodes,
    private readonly touches: Touches,
  ) {}

  list(caller: Caller, eventId: string, query: AttendeeQuery): Promise<AttendeePage> {
    return this.database.as(caller.scope('events.read'), async (tx) => {
      await this.events.required(tx, caller, 'events.read', eventId);
      const after = fromCursor(query.after, 3) as [string, string, string] | undefined;
      const filter = {
        eventId,
        shiftId: query.shift_id ?? null,
        states: query.state ? [query.state] : null,
        search: query.q?.trim() ?? '',
        after: after ?? null,
      };
      const found = await findAttendees(tx, filter, query.limit + 1);
      const shown = found.slice(0, query.limit);
      const last = found.length > query.limit ? shown.at(-1) : undefined;
      return { data: shown.map(toAttendee), next: last ? toCursor(await attendeeKey(tx, last)) : null };
    });
  }

  /** Who is checked in twice was checked in once: the answer is the same, and the first time stands. */
  checkIn(caller: Caller, id: string): Promise<AttendeeResource> {
    return this.writing(caller, 'events.check-in', id, async (tx, event, attendee) => {
      if (await checkIn(tx, id, caller.accountId, this.clock.now()))
        return this.attended(tx, caller, event, attendee.personId, attendee.source);
      // Read after the UPDATE, which has waited for whoever was quicker at the same door.
      const { state } = (await findAttendee(tx, id))!;
      if (state !== 'attended')
        throw new Conflict('attendance_conflict', `This place is ${state}: it cannot be checked in.`);
    });
  }

  /** Takes a check-in back; a walk-in that was entered by mistake goes away altogether. */
  async undoCheckIn(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller.scope('events.check-in'), async (tx) => {
      await this.find(tx, caller, 'events.check-in', id);
      if (await deleteWalkIn(tx, id)) return;
      await undoCheckIn(tx, id);
    });
  }

  /**
   * Enters somebody who came without signing up. With an email or a phone they become a person, else only a count; a
   * partner's code credits it with them in either case.
   *
   * @throws Invalid (`source`) for a code that no partner has in the event's organization.
   */
  walkIn(caller: Caller, eventId: string, form: WalkIn): Promise<AttendeeResource> {
    return this.database.as(caller.scope('events.check-in'), async (tx) => {
      const event = await this.events.required(tx, caller, 'events.check-in', eventId);
      if (!(await findShifts(tx, eventId)).some(({ id }) => id === form.shift_id))
        throw new Invalid([{ param: 'shift_id', message: 'Choose a shift of this event.' }]);
      const source = form.source?.toLowerCase() || null;
      if (source && !(await this.codes.isOf(tx, event.ownerId, source)))
        throw new Invalid([{ param: 'source', message: 'No partner here has this code.' }]);
      const met = form.email || form.phone ? await this.meet(tx, event, form, source) : null;
      const email = met?.email ?? null;
      const personId = met?.personId ?? null;
      const registrationId = await insertRegistration(tx, {
        eventId,
        ownerId: event.ownerId,
        personId,
        givenName: form.given_name,
        familyName: form.family_name,
        email,
        canonicalEmail: email && canonicalEmail(email),
        phone: form.phone || null,
        zip: '',
        guests: form.guests,
        accessNeeds: '',
        language: 'en',
        source,
        submissionKey: null,
        isWalkIn: true,
        isPractice: event.isPractice,
        toldSequence: event.calendarSequence,
      });
      const subject = { kind: 'registration', id: registrationId!, ownerId: event.ownerId } as const;
      await this.touches.record(tx, subject, source);
      const { accountId } = caller;
      const seat = { registrationId: registrationId!, shiftId: form.shift_id, ownerId: event.ownerId };
      const seats = 1 + form.guests;
      const id = await insertWalkIn(tx, { ...seat, seats, accountId, at: this.clock.now() });
      await this.attended(tx, caller, event, personId, source);
      return toAttendee((await findAttendee(tx, id))!);
    });
  }

  /** Cancels a place on somebody's behalf; they are told by mail, and the next in line gets the offer. */
  async cancel(caller: Caller, id: string): Promise<AttendeeResource> {
    const cancelled = await this.writing(caller, 'events.write', id, async (tx, event, attendee) => {
      const place = (await findAttendance(tx, id))!;
      if (!(await this.seating.release(tx, place)))
        throw new Conflict('attendance_conflict', `This place is ${attendee.state} and cannot be cancelled.`);
      await this.mail.send(tx, (await findRegistration(tx, attendee.registrationId))!, 'changed');
      await this.note(tx, caller, event, 'attendance.cancelled', id);
    });
    await this.mail.wake();
    await this.jobs.nudge(tell, {});
    return cancelled;
  }

  /** Offers a place to somebody out of their turn. Logged, because others wait longer. */
  async promote(caller: Caller, id: string): Promise<AttendeeResource> {
    const promoted = await this.writing(caller, 'events.write', id, async (tx, event, attendee) => {
      await lockShifts(tx, [attendee.shiftId]);
      if (!(await offerAttendance(tx, id)))
        throw new Conflict('attendance_conflict', 'Only who is on the waiting list can be offered a place.');
      if (!(await takeSeatsFromWaiting(tx, attendee.shiftId, attendee.seats)))
        throw new Conflict('shift_full', 'There are not enough places left. Raise the capacity first.');
      await this.note(tx, caller, event, 'attendance.promoted', id, { position: attendee.waitingPosition });
    });
    await this.jobs.nudge(tell, {});
    return promoted;
  }

  private async find(
    tx: EntityManager,
    caller: Caller,
    permission: 'events.write' | 'events.check-in',
    id: string,
  ): Promise<{ attendee: Attendee; event: Event }> {
    const attendee = await findAttendee(tx, id);
    if (!attendee) throw new NotFound();
    return { attendee, event: await this.events.required(tx, caller, permission, attendee.eventId) };
  }

  private writing(
    caller: Caller,
    permission: 'events.write' | 'events.check-in',
    id: string,
    work: (tx: EntityManager, event: Event, attendee: Attendee) => Promise<void>,
  ): Promise<AttendeeResource> {
    return this.database.as(caller.scope('events.read'), async (tx) => {
      const { attendee, event } = await this.find(tx, caller, permission, id);
      await work(tx, event, attendee);
      return toAttendee((await findAttendee(tx, id))!);
    });
  }

  private meet(tx: EntityManager, event: Event, form: WalkIn, source: string | null): Promise<Met> {
    return this.meeting.meet(tx, {
      ownerId: event.ownerId,
      givenName: form.given_name,
      familyName: form.family_name,
      email: form.email || null,
      phone: form.phone || null,
      language: 'en',
      source,
      isPractice: event.isPractice,
      consents: [],
      method: 'staff',
      sourceKind: 'event',
      sourceId: event.id,
    });
  }

  private attended(
    tx: EntityManager,
    caller: Caller,
    event: Event,
    personId: string | null,
    source: string | null,
  ) {
    return this.engagement.record(tx, {
      ownerId: event.ownerId,
      personId,
      did: 'attended',
      what: { kind: 'event', id: event.id, title: localized(event.title, 'en') },
      source,
      actorId: caller.accountId,
      isPractice: event.isPractice,
    });
  }

  private note(tx: EntityManager, caller: Caller, event: Event, action: string, id: string, detail = {}) {
    const subject = { kind: 'attendance', id };
    return this.audit.append(tx, caller, { organizationId: event.ownerId, action, subject, detail });
  }
}
