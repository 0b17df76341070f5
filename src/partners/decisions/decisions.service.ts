import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { readLocalTime } from '../../platform/clock/local-time.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { findAnswers, findParties } from './answers.sql.js';
import { type Decision } from './decision.js';
import { type DecisionChanges, type DecisionQuery, type NewDecision } from './decisions.forms.js';
import {
  type DecisionList,
  DecisionRecord,
  CoalitionDecision,
  GivenAnswerResource,
} from './decisions.resources.js';
import {
  decisionKey,
  findDecision,
  findDecisions,
  findVersions,
  insertDecision,
  insertParties,
  lockOpen,
  rewrite,
  updateDecision,
} from './decisions.sql.js';

/** What a coalition puts to its partners: the words, whom they are put to, by when, and by which rule it is decided. */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller, query: DecisionQuery): Promise<DecisionList> {
    const filter = {
      within: caller.within('partners.read'),
      ownerId: query.owner_id ?? null,
      state: query.state ?? null,
    };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await findDecisions(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(found, query.limit, decisionKey, (each) =>
        CoalitionDecision.from(each, caller.can('partners.read', each.ownerId)),
      );
    });
  }

  record(caller: Caller, id: string): Promise<DecisionRecord> {
    return this.database.as(caller.scope('partners.read'), (tx) => this.show(tx, caller, id));
  }

  /** @throws Invalid on `partner_ids` where there is nobody to ask, NotFound for one that is no partner of the owner. */
  create(caller: Caller, { partner_ids: partnerIds, ...form }: NewDecision): Promise<DecisionRecord> {
    const { owner_id: ownerId, title, text, rule } = form;
    caller.requires('partners.write', ownerId);
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const timeZone = form.time_zone ?? (await this.chapters.host(tx, ownerId)).timeZone;
      const deadline = readDeadline(form.deadline_local, timeZone);
      const createdBy = caller.accountId;
      const id = await insertDecision(tx, { ownerId, title, rule, text, createdBy, ...deadline });
      const asked = await insertParties(tx, id, ownerId, partnerIds ?? null);
      if (partnerIds && asked < partnerIds.length) throw new NotFound('Not all of them are partners here.');
      if (asked === 0)
        throw new Invalid([
          { param: 'partner_ids', message: 'No partner is active here: choose whom to ask.' },
        ]);
      await this.note(tx, caller, 'decision.put', ownerId, id);
      return this.show(tx, caller, id);
    });
  }

  /** Another text is another question: who answered the old one is asked anew. @throws Conflict once it is closed. */
  change(caller: Caller, id: string, { title, text, ...form }: DecisionChanges): Promise<DecisionRecord> {
    return this.writing(caller, id, async (tx) => {
      if (!(await lockOpen(tx, id))) throw closed();
      // Read under the lock: who rewrote it meanwhile has made another version.
      const decision = await this.readable(tx, caller, id);
      const local = form.deadline_local ?? decision.deadlineLocal;
      const isMoved = form.deadline_local !== undefined || form.time_zone !== undefined;
      const deadline = isMoved ? readDeadline(local, form.time_zone ?? decision.timeZone) : {};
      await updateDecision(tx, id, { title, ...deadline });
      if (text !== undefined) await rewrite(tx, decision, text, caller.accountId);
      await this.note(tx, caller, 'decision.changed', decision.ownerId, id);
    });
  }

  /** Runs the work for who may write where the decision is, and shows what has become of it. */
  writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, decision: Decision) => Promise<void>,
  ): Promise<DecisionRecord> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const decision = await this.readable(tx, caller, id);
      if (!caller.can('partners.write', decision.ownerId)) throw new Forbidden();
      await work(tx, decision);
      return this.show(tx, caller, id);
    });
  }

  /** @throws NotFound for one that is neither of an organization of the caller's nor put to one. */
  async readable(tx: EntityManager, caller: Caller, id: string): Promise<Decision> {
    const found = await findDecision(tx, id, caller.within('partners.read'));
    if (!found) throw new NotFound();
    return found;
  }

  async show(tx: EntityManager, caller: Caller, id: string): Promise<DecisionRecord> {
    const within = caller.within('partners.read');
    const decision = await this.readable(tx, caller, id);
    const parties = await findParties(tx, id, within);
    return {
      ...CoalitionDecision.from(decision, caller.can('partners.read', decision.ownerId)),
      versions: (await findVersions(tx, id)).map(DecisionRecord.versionFrom),
      parties: parties.map((each) =>
        DecisionRecord.partyFrom(each, caller.can('decisions.answer', each.organizationId)),
      ),
      answers: (await findAnswers(tx, id, within)).map(GivenAnswerResource.from),
    };
  }

  note(
    tx: EntityManager,
    caller: Caller | null,
    action: string,
    organizationId: string,
    id: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'decision', id } });
  }
}

export const closed = (): Conflict =>
  new Conflict('decision_closed', 'This is closed: what was decided stays as it is.');

/** Where clocks show the time twice, or never, it is the later instant: nobody loses an hour that they were promised. */
function readDeadline(
  deadlineLocal: string,
  timeZone: string,
): Pick<Decision, 'deadlineLocal' | 'timeZone' | 'deadlineAt'> {
  const deadlineAt = readLocalTime(deadlineLocal, timeZone)?.later;
  if (!deadlineAt) throw new Invalid([{ param: 'deadline_local', message: 'There is no such day.' }]);
  if (deadlineAt <= new Date())
    throw new Invalid([{ param: 'deadline_local', message: 'This is past already. Choose a time to come.' }]);
  return { deadlineLocal, timeZone, deadlineAt };
}
