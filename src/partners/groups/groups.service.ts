import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Organizations } from '../../network/organizations.service.js';
import { Consents } from '../../people/consents.service.js';
import { Meeting } from '../../people/meeting.service.js';
import { OptIn } from '../../people/opt-in/opt-in.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Team } from '../../staff/team/team.service.js';
import { Partners } from '../partners.service.js';
import { type WorkingGroup } from './group.js';
import {
  type GroupChanges,
  type GroupMemberChanges,
  type NewGroup,
  type NewGroupMember,
} from './groups.forms.js';
import {
  GroupMemberResource,
  GroupNoteResource,
  type WorkingGroupList,
  type WorkingGroupRecord,
  WorkingGroupResource,
} from './groups.resources.js';
import {
  findGroup,
  findGroups,
  findMembers,
  findNotes,
  insertGroup,
  insertMember,
  insertNote,
  updateCharter,
  updateMember,
} from './groups.sql.js';

/** Working groups: organizations of their own, so that people, notes and mail of a group are nobody else's. */
@Injectable()
export class WorkingGroups {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly organizations: Organizations,
    private readonly team: Team,
    private readonly meeting: Meeting,
    private readonly consents: Consents,
    private readonly optIn: OptIn,
    private readonly partners: Partners,
    private readonly audit: Audit,
  ) {}

  /** Only groups in which the caller holds a role: who works for the chapter learns of none. */
  list(caller: Caller, query: PageQuery): Promise<WorkingGroupList> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const within = caller.within('partners.read');
      const found = await findGroups(tx, within, fromCursor(query.after, 2), query.limit + 1);
      return toPage(found, query.limit, ({ name, id }) => [name, id], WorkingGroupResource.from);
    });
  }

  record(caller: Caller, id: string): Promise<WorkingGroupRecord> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const group = await this.readable(tx, caller, id);
      return {
        ...WorkingGroupResource.from(group),
        members: (await findMembers(tx, id)).map(GroupMemberResource.from),
        notes: (await findNotes(tx, id)).map(GroupNoteResource.from),
      };
    });
  }

  /** Founds a group; whoever founds it administers it, and brings in others through the team. */
  async create(
    caller: Caller,
    { parent_id: parentId, name, charter = '' }: NewGroup,
  ): Promise<WorkingGroupResource> {
    caller.requires('staff.manage', parentId);
    const id = await this.database.as(Scope.nothing, (tx) => this.organizations.newId(tx));
    const scope = Scope.account(caller.accountId, [...caller.organizations('staff.manage'), id]);
    return this.database.as(scope, async (tx) => {
      // It goes with the sample coalition where it is of one.
      const { isPractice } = await this.chapters.host(tx, parentId);
      await this.organizations.create(tx, { id, kind: 'working-group', name, isPractice });
      await insertGroup(tx, { id, parentId, charter });
      await this.note(tx, caller, 'working-group.created', id);
      await this.team.appoint(tx, caller, { name: caller.name, email: caller.email, organizationId: id });
      return WorkingGroupResource.from((await findGroup(tx, id, null))!);
    });
  }

  async change(caller: Caller, id: string, { name, charter }: GroupChanges): Promise<WorkingGroupRecord> {
    await this.writing(caller, id, 'working-group.changed', async (tx) => {
      await this.organizations.rename(tx, id, { name });
      if (charter !== undefined) await updateCharter(tx, id, charter);
    });
    return this.record(caller, id);
  }

  /**
   * A partner that the caller works with, or a person, whom the group meets as its own: no row of another organization is
   * shown or copied. Tells nothing back: somebody who is sealed here is met as everybody is, and seen by their readers.
   *
   * @throws Conflict `chair_taken` where somebody else chairs.
   */
  addMember(caller: Caller, id: string, form: NewGroupMember): Promise<void> {
    return this.writing(caller, id, 'working-group.member-added', async (tx) => {
      const { role, since = null } = form;
      if (form.partner_id !== undefined) {
        const { partnerId } = await this.partners.find(tx, caller, form.partner_id);
        await insertMember(tx, { groupId: id, personId: null, partnerId, role: 'member', since });
        return;
      }
      const personId = await this.meet(tx, caller, id, form);
      await insertMember(tx, { groupId: id, personId, partnerId: null, role, since }).catch(orChairTaken);
    });
  }

  /** Who leaves the group gets its mail no longer. @throws NotFound for somebody whom the caller does not see. */
  changeMember(caller: Caller, id: string, memberId: string, form: GroupMemberChanges): Promise<void> {
    return this.writing(caller, id, 'working-group.member-changed', async (tx) => {
      const changed = await updateMember(tx, id, memberId, form).catch(orChairTaken);
      if (!changed) throw new NotFound();
      if (form.until !== undefined && changed.personId)
        await this.consents.record(tx, {
          personId: changed.personId,
          organizationId: id,
          channel: 'email',
          isGiven: false,
          text: 'Left the working group',
          language: 'en',
          method: 'staff',
          sourceKind: 'working-group',
          sourceId: id,
          recordedBy: caller.accountId,
        });
    });
  }

  addNote(caller: Caller, id: string, body: string): Promise<void> {
    return this.writing(caller, id, 'working-group.note-added', (tx) =>
      insertNote(tx, id, caller.accountId, body),
    );
  }

  private async meet(
    tx: EntityManager,
    caller: Caller,
    ownerId: string,
    form: NewGroupMember,
  ): Promise<string> {
    const source = { method: 'staff', sourceKind: 'working-group', sourceId: ownerId } as const;
    const { personId } = await this.meeting.meet(tx, {
      ...source,
      ownerId,
      givenName: form.given_name!,
      familyName: form.family_name ?? '',
      email: form.email || null,
      language: 'en',
      source: null,
      consents: [],
    });
    if (form.consent)
      await this.optIn.say(tx, {
        ...source,
        personId,
        organizationId: ownerId,
        channel: 'email',
        isGiven: true,
        text: form.consent,
        language: 'en',
        recordedBy: caller.accountId,
      });
    return personId;
  }

  private writing(
    caller: Caller,
    id: string,
    action: string,
    work: (tx: EntityManager, group: WorkingGroup) => Promise<void>,
  ): Promise<void> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const group = await this.readable(tx, caller, id);
      caller.requires('partners.write', id);
      await work(tx, group);
      await this.note(tx, caller, action, id);
    });
  }

  private async readable(tx: EntityManager, caller: Caller, id: string): Promise<WorkingGroup> {
    const found = await findGroup(tx, id, caller.within('partners.read'));
    if (!found) throw new NotFound();
    return found;
  }

  private note(tx: EntityManager, caller: Caller, action: string, id: string): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: id,
      action,
      subject: { kind: 'working-group', id },
    });
  }
}

/** The table's own rule: one chair at a time. */
function orChairTaken(error: Error & { constraint?: string }): never {
  if (error.constraint !== 'working_groups_one_chair') throw error;
  throw new Conflict('chair_taken', 'Somebody chairs this group already. Make them a member first.');
}
