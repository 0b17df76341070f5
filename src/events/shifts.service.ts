import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { readLocalTime, type WhichInstant } from '../platform/clock/local-time.js';
import { Database } from '../platform/database/database.service.js';
import { Conflict, Invalid, NotFound } from '../platform/http/errors.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type Event, type Shift } from './event.entity.js';
import { type LocalTimeQuery, type ShiftForm, type ShiftRevision } from './events.forms.js';
import { tell } from './events.jobs.js';
import { type EventRecord, type LocalTimeResource, toLocalTime } from './events.resources.js';
import { Events } from './events.service.js';
import { outdateCalendars } from './events.sql.js';
import { Waitlist } from './registrations/waitlist.service.js';
import {
  deleteEmptyShift,
  findShift,
  insertShift,
  lockShifts,
  type ShiftFields,
  updateShift,
} from './shifts.sql.js';

/** Shifts (timeslots) of events: when, and how many. */
@Injectable()
export class Shifts {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly waitlist: Waitlist,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
  ) {}

  /** @throws Invalid for times that the zone's clock shows twice or never, until it is said which is meant */
  add(caller: Caller, eventId: string, form: ShiftForm): Promise<EventRecord> {
    return this.database.as(caller.scope('events.read'), async (tx) => {
      const event = await this.events.required(tx, caller, 'events.write', eventId);
      if (event.state === 'cancelled') throw new Conflict('event_conflict', 'This event is cancelled.');
      const id = await insertShift(tx, eventId, readShift(event, form));
      await this.note(tx, caller, event, 'shift.added', id);
      return this.events.show(tx, eventId);
    });
  }

  /**
   * Changes a shift. More capacity is offered to those who wait, at once; another time goes to everybody who signed up,
   * unless it is quiet.
   *
   * @throws Invalid (`capacity`) where more seats are held already
   */
  async change(caller: Caller, id: string, form: ShiftRevision): Promise<EventRecord> {
    const record = await this.writing(caller, id, async (tx, event, before) => {
      const after = readShift(event, form, before);
      if (!(await updateShift(tx, id, after)))
        throw new Invalid([{ param: 'capacity', message: `${before.taken} seats are held already.` }]);
      const isMoved = +after.startsAt !== +before.startsAt || +after.endsAt !== +before.endsAt;
      if (isMoved && event.state === 'published')
        await outdateCalendars(tx, event.id, { notice: '', isQuiet: !form.is_announced });
      await this.waitlist.offer(tx, id);
      await this.note(tx, caller, event, 'shift.changed', id, { isMoved, capacity: after.capacity });
    });
    await this.jobs.nudge(tell, {});
    return record;
  }

  /** @throws Conflict where people are signed up: they are moved or the event is cancelled, never dropped in silence */
  remove(caller: Caller, id: string): Promise<EventRecord> {
    return this.writing(caller, id, async (tx, event) => {
      if (!(await deleteEmptyShift(tx, id))) {
        const message =
          'People are signed up for this shift. Change its time, or cancel the event and tell them.';
        throw new Conflict('shift_taken', message);
      }
      await this.note(tx, caller, event, 'shift.removed', id);
    });
  }

  /** Which instants a clock time means, so that a person can be asked before anything is saved. */
  times({ local, zone }: LocalTimeQuery): LocalTimeResource {
    const read = readLocalTime(local, zone);
    if (!read) throw new Invalid([{ param: 'local', message: 'There is no such day.' }]);
    return toLocalTime(read, zone);
  }

  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, event: Event, shift: Shift) => Promise<void>,
  ): Promise<EventRecord> {
    return this.database.as(caller.scope('events.read'), async (tx) => {
      const found = await findShift(tx, id);
      if (!found) throw new NotFound();
      const event = await this.events.required(tx, caller, 'events.write', found.eventId);
      await lockShifts(tx, [id]);
      await work(tx, event, (await findShift(tx, id))!);
      return this.events.show(tx, event.id);
    });
  }

  private note(tx: EntityManager, caller: Caller, event: Event, action: string, id: string, detail = {}) {
    const subject = { kind: 'shift', id };
    return this.audit.append(tx, caller, { organizationId: event.ownerId, action, subject, detail });
  }
}

function readShift(event: Event, form: ShiftForm, before?: Shift): ShiftFields {
  const { starts_local: startsLocal, ends_local: endsLocal } = form;
  const startsAt = instant(
    'starts_local',
    startsLocal,
    event.timeZone,
    form.starts_which,
    kept(startsLocal, before?.startsLocal, before?.startsAt),
  );
  const endsAt = instant(
    'ends_local',
    endsLocal,
    event.timeZone,
    form.ends_which,
    kept(endsLocal, before?.endsLocal, before?.endsAt),
  );
  if (endsAt.at <= startsAt.at)
    throw new Invalid([{ param: 'ends_local', message: 'It must end after it begins.' }]);
  return {
    name: form.name,
    startsLocal: startsAt.local,
    endsLocal: endsAt.local,
    startsAt: startsAt.at,
    endsAt: endsAt.at,
    capacity: form.capacity,
  };
}

/** A time that is not changed keeps the instant that was chosen when it was set. */
function kept(local: string, before: string | undefined, at: Date | undefined): Date | undefined {
  return local === before ? at : undefined;
}

function instant(
  param: string,
  local: string,
  zone: string,
  which: WhichInstant | undefined,
  kept: Date | undefined,
): { local: string; at: Date } {
  if (kept && !which) return { local, at: kept };
  const read = readLocalTime(local, zone);
  if (!read) throw new Invalid([{ param, message: 'There is no such day.' }]);
  const { kind, instants } = toLocalTime(read, zone);
  const chosen = instants.find((each) => kind === 'normal' || each.which === which);
  if (chosen) return { local: chosen.local, at: chosen.at };
  const [earlier, later] = instants.map(({ label }) => label);
  const message =
    kind === 'overlap'
      ? `The clock shows this time twice that night. Choose the earlier (${earlier}) or the later (${later}).`
      : `The clock skips this time that night. Choose the earlier (${earlier}) or the later (${later}).`;
  throw new Invalid([{ param, message }]);
}
