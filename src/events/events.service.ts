import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { localized } from '../layout/i18n.js';
import { slugOf } from '../layout/slug.js';
import { Chapters } from '../network/chapters.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Conflict, Invalid, NotFound } from '../platform/http/errors.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { fromCursor, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type Event } from './event.entity.js';
import { reachOf, requireEvent, requireOwner } from './event-reach.js';
import {
  type Cancellation,
  type EventChanges,
  type EventQuery,
  type EventRevision,
  type NewEvent,
} from './events.forms.js';
import { tell } from './events.jobs.js';
import { type EventPage, type EventRecord, toEvent, toRecord } from './events.resources.js';
import {
  cancelEvent,
  type EventFields,
  fieldsOf,
  findEvent,
  findEvents,
  insertEvent,
  outdateCalendars,
  publishEvent,
  updateEvent,
} from './events.sql.js';
import { findTotals } from './registrations/attendees.sql.js';
import { findShifts } from './shifts.sql.js';

const MOST_SLUGS = 50;

/** Events as staff keep them. */
@Injectable()
export class Events {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly config: Config,
    private readonly campaigns: Campaigns,
  ) {}

  list(caller: Caller, query: EventQuery): Promise<EventPage> {
    return this.database.as(caller.scope('events.read'), async (tx) => {
      const key = fromCursor(query.after, 2) as [string, string] | undefined;
      const asked = {
        reach: reachOf(caller, 'events.read'),
        when: query.when,
        search: query.q ?? '',
        ownerId: query.chapter_id ?? null,
        after: key ? ([new Date(key[0]), key[1]] as [Date, string]) : null,
      };
      const found = await findEvents(tx, asked, query.limit + 1);
      const keyOf = (event: (typeof found)[number]) => [
        (event.startsAt ?? new Date(0)).toISOString(),
        event.id,
      ];
      return toPage(found, query.limit, keyOf, (event) => toEvent(event, this.config.origin));
    });
  }

  record(caller: Caller, id: string): Promise<EventRecord> {
    return this.database.as(caller.scope('events.read'), async (tx) => {
      requireEvent(caller, 'events.read', await this.find(tx, id));
      return this.show(tx, id);
    });
  }

  /** A draft, without shifts. @throws Invalid (`slug`) where the address is another event's */
  create(caller: Caller, form: NewEvent): Promise<EventRecord> {
    return this.database.as(caller.scope('events.write'), async (tx) =>
      this.show(tx, await this.draft(tx, caller, form)),
    );
  }

  /** The same beside something else, in its transaction; gives its id. */
  async draft(tx: EntityManager, caller: Caller, form: NewEvent): Promise<string> {
    requireOwner(caller, 'events.write', form.owner_id);
    const { timeZone, isPractice } = await this.chapters.host(tx, form.owner_id);
    const fields = { ...toFields(form), timeZone: form.time_zone ?? timeZone };
    requireTitle(form.title);
    await this.campaigns.assertUsable(tx, form.campaign_id, form.owner_id);
    const id = await this.insert(tx, { ownerId: form.owner_id, isPractice, fields }, form.slug);
    await this.note(tx, caller, form.owner_id, 'event.created', id);
    return id;
  }

  /** Changes what is sent. What people were told (times are the shifts' own) is told again where it is announced. */
  async change(caller: Caller, id: string, form: EventRevision): Promise<EventRecord> {
    const { is_announced, notice, ...changes } = form;
    if (changes.title) requireTitle(changes.title);
    const record = await this.writing(caller, id, async (tx, event) => {
      if (
        changes.time_zone &&
        changes.time_zone !== event.timeZone &&
        (await findShifts(tx, id)).length > 0
      ) {
        const message = 'Shifts keep their clock times, so the zone cannot change while there are any.';
        throw new Invalid([{ param: 'time_zone', message }]);
      }
      await this.campaigns.assertUsable(tx, changes.campaign_id, event.ownerId);
      await updateEvent(tx, id, toFields(changes));
      if (event.state === 'published') await outdateCalendars(tx, id, { notice, isQuiet: !is_announced });
      await this.note(tx, caller, event.ownerId, 'event.changed', id, { fields: Object.keys(changes) });
    });
    if (is_announced) await this.jobs.nudge(tell, {});
    return record;
  }

  /** draft -> published. @throws Invalid where it lacks what visitors need, Conflict where it is no draft */
  publish(caller: Caller, id: string): Promise<EventRecord> {
    return this.writing(caller, id, async (tx, event) => {
      const shifts = await findShifts(tx, id);
      if (shifts.length === 0)
        throw new Invalid([
          { param: 'shifts', message: 'Add at least one shift: it says when the event is.' },
        ]);
      if (event.mode !== 'virtual' && event.venue === '' && event.address === '')
        throw new Invalid([{ param: 'venue', message: 'Say where it is, or make it a virtual event.' }]);
      if (!(await publishEvent(tx, id)))
        throw new Conflict('event_conflict', `This event is ${event.state} already.`);
      await this.note(tx, caller, event.ownerId, 'event.published', id);
    });
  }

  /** -> cancelled, for good. Everybody who signed up is mailed, with the calendar's cancellation, unless it is quiet. */
  async cancel(caller: Caller, id: string, form: Cancellation): Promise<EventRecord> {
    const record = await this.writing(caller, id, async (tx, event) => {
      if (!(await cancelEvent(tx, id, form.notice)))
        throw new Conflict('event_conflict', 'This event is cancelled already.');
      if (!form.is_announced) await outdateCalendars(tx, id, { notice: form.notice, isQuiet: true });
      await this.note(tx, caller, event.ownerId, 'event.cancelled', id, { isAnnounced: form.is_announced });
    });
    await this.jobs.nudge(tell, {});
    return record;
  }

  /** A draft with the same texts and places and without shifts: they are on another day. */
  duplicate(caller: Caller, id: string): Promise<EventRecord> {
    return this.database.as(caller.scope('events.write'), async (tx) => {
      const event = await this.find(tx, id);
      requireOwner(caller, 'events.write', event.ownerId);
      const { ownerId, isPractice, slug } = event;
      const copy = await this.insert(tx, { ownerId, isPractice, fields: fieldsOf(event) }, undefined, slug);
      await this.note(tx, caller, ownerId, 'event.duplicated', copy, { from: id });
      return this.show(tx, copy);
    });
  }

  /** For what hangs on events: the event, where the caller holds the permission for it. */
  async required(
    tx: EntityManager,
    caller: Caller,
    permission: 'events.read' | 'events.write' | 'events.check-in',
    id: string,
  ): Promise<Event> {
    const event = await this.find(tx, id);
    requireEvent(caller, permission, event);
    return event;
  }

  async show(tx: EntityManager, id: string): Promise<EventRecord> {
    const event = (await findEvent(tx, id))!;
    return toRecord(event, await findShifts(tx, id), await findTotals(tx, id), this.config.origin);
  }

  private async find(tx: EntityManager, id: string): Promise<Event> {
    const event = await findEvent(tx, id);
    if (!event) throw new NotFound();
    return event;
  }

  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, event: Event) => Promise<void>,
  ): Promise<EventRecord> {
    // Read with what the caller sees, so that who may look but not change is told so (403) and not "nothing here".
    return this.database.as(caller.scope('events.read'), async (tx) => {
      await work(tx, await this.required(tx, caller, 'events.write', id));
      return this.show(tx, id);
    });
  }

  /** An address that staff chose is theirs or refused; one made from the title gets a number where it is taken. */
  private async insert(
    tx: EntityManager,
    event: { ownerId: string; isPractice: boolean; fields: EventFields },
    slug?: string,
    stem = slugOf(localized(event.fields.title, 'en')),
  ): Promise<string> {
    for (let turn = 1; turn <= (slug ? 1 : MOST_SLUGS); turn++) {
      const tried = slug ?? (turn === 1 ? stem : `${stem}-${turn}`);
      const id = await insertEvent(tx, { ...event, slug: tried });
      if (id) return id;
    }
    throw new Invalid([{ param: 'slug', message: 'Another event has this address. Choose another.' }]);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    organizationId: string,
    action: string,
    id: string,
    detail = {},
  ) {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'event', id }, detail });
  }
}

function requireTitle(title: EventChanges['title']): void {
  if (!localized(title, 'en'))
    throw new Invalid([{ param: 'title', message: 'Give the event a title in at least one language.' }]);
}

function toFields(form: EventChanges): EventFields {
  return {
    kind: form.kind,
    title: form.title,
    summary: form.summary,
    description: form.description,
    timeZone: form.time_zone,
    mode: form.mode,
    isListed: form.is_listed,
    venue: form.venue,
    address: form.address,
    isAddressPublic: form.is_address_public,
    directions: form.directions,
    accessibility: form.accessibility,
    privateDetails: form.private_details,
    contactEmail: form.contact_email,
    campaignId: form.campaign_id,
  };
}
