import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Forbidden, NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import {
  addPartner,
  addPerson,
  findPartnersAt,
  findPeopleAt,
  removePartner,
  removePerson,
} from './attendance.sql.js';
import { type Meeting } from './meeting.js';
import {
  type MeetingChanges,
  type MeetingGuest,
  type MeetingQuery,
  type NewMeeting,
} from './meetings.forms.js';
import { type MeetingList, MeetingRecord, MeetingResource } from './meetings.resources.js';
import {
  deleteMeeting,
  findMeeting,
  findMeetings,
  heldKey,
  insertMeeting,
  updateMeeting,
  writeNotes,
} from './meetings.sql.js';

/** Who met when, and who was there. A partner reads the meetings that it came to, with itself alone in them. */
@Injectable()
export class Meetings {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller, query: MeetingQuery): Promise<MeetingList> {
    const filter = {
      within: caller.within('partners.read'),
      ownerId: query.owner_id ?? null,
      membershipId: query.partner_id ?? null,
      kind: query.kind ?? null,
    };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await findMeetings(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(found, query.limit, heldKey, MeetingResource.from);
    });
  }

  record(caller: Caller, id: string): Promise<MeetingRecord> {
    return this.database.as(caller.scope('partners.read'), (tx) => this.show(tx, caller, id));
  }

  create(caller: Caller, { owner_id: ownerId, notes = '', ...form }: NewMeeting): Promise<MeetingRecord> {
    caller.requires('partners.write', ownerId);
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const { held_on: heldOn, kind, title } = form;
      const id = await insertMeeting(tx, { ownerId, heldOn, kind, title, createdBy: caller.accountId });
      await writeNotes(tx, id, notes, caller.accountId);
      await this.note(tx, caller, 'meeting.created', ownerId, id);
      return this.show(tx, caller, id);
    });
  }

  change(
    caller: Caller,
    id: string,
    { notes, held_on: heldOn, kind, title }: MeetingChanges,
  ): Promise<MeetingRecord> {
    return this.writing(caller, id, async (tx, { ownerId }) => {
      await updateMeeting(tx, id, { heldOn, kind, title });
      if (notes !== undefined) await writeNotes(tx, id, notes, caller.accountId);
      await this.note(tx, caller, 'meeting.changed', ownerId, id);
    });
  }

  /** For one that was entered by mistake: nobody came to it any more. */
  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const { ownerId } = await this.writable(tx, caller, id);
      await deleteMeeting(tx, id);
      await this.note(tx, caller, 'meeting.removed', ownerId, id);
    });
  }

  /** Ticks a partner. @throws NotFound for one that is no partner of the meeting's owner. */
  tick(caller: Caller, id: string, membershipId: string): Promise<void> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      await this.writable(tx, caller, id);
      if (!(await addPartner(tx, id, membershipId, caller.accountId))) throw new NotFound();
    });
  }

  untick(caller: Caller, id: string, membershipId: string): Promise<void> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      await this.writable(tx, caller, id);
      if (!(await removePartner(tx, id, membershipId))) throw new NotFound();
    });
  }

  /** @throws NotFound for a person, or a partner, that is none of the meeting's owner. */
  addGuest(
    caller: Caller,
    id: string,
    { person_id: personId, partner_id: membershipId = null }: MeetingGuest,
  ): Promise<MeetingRecord> {
    return this.writing(caller, id, async (tx, meeting) => {
      if (membershipId && !(await addPartner(tx, id, membershipId, caller.accountId))) throw new NotFound();
      if (!(await addPerson(tx, meeting, personId, membershipId, caller.accountId)))
        throw new NotFound('This person is not in the chapter.');
    });
  }

  /** The partner that they came for was there all the same. */
  removeGuest(caller: Caller, id: string, personId: string): Promise<MeetingRecord> {
    return this.writing(caller, id, async (tx) => {
      if ((await removePerson(tx, id, personId)) === 0) throw new NotFound();
    });
  }

  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, meeting: Meeting) => Promise<void>,
  ): Promise<MeetingRecord> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      await work(tx, await this.writable(tx, caller, id));
      return this.show(tx, caller, id);
    });
  }

  /** @throws NotFound, or Forbidden for who may only read it. */
  private async writable(tx: EntityManager, caller: Caller, id: string): Promise<Meeting> {
    const meeting = await this.readable(tx, caller, id);
    if (!caller.can('partners.write', meeting.ownerId)) throw new Forbidden();
    return meeting;
  }

  private async readable(tx: EntityManager, caller: Caller, id: string): Promise<Meeting> {
    const found = await findMeeting(tx, id, caller.within('partners.read'));
    if (!found) throw new NotFound();
    return found;
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<MeetingRecord> {
    const within = caller.within('partners.read');
    const meeting = await this.readable(tx, caller, id);
    const partners = await findPartnersAt(tx, meeting, within);
    return MeetingRecord.of(meeting, partners, await findPeopleAt(tx, meeting, within));
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'meeting', id } });
  }
}
