import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { SourceCodes } from '../../partners/credit/source-codes.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden, NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Campaigns } from '../campaigns.service.js';
import { type Commitment } from './commitment.js';
import {
  type CommitmentAnswer,
  type CommitmentChanges,
  type CommitmentOutcome,
  type CommitmentQuery,
  type NewCommitment,
} from './commitments.forms.js';
import { type CommitmentList, CommitmentResource } from './commitments.resources.js';
import {
  answerCommitment,
  dueKey,
  findCommitment,
  findCommitments,
  insertCommitment,
  settleCommitment,
  updateCommitment,
} from './commitments.sql.js';

/** What partners were asked for, what they answered, and whether it was kept. */
@Injectable()
export class Commitments {
  constructor(
    private readonly database: Database,
    private readonly partners: SourceCodes,
    private readonly campaigns: Campaigns,
    private readonly audit: Audit,
  ) {}

  /** A partner's own people read theirs too. */
  list(caller: Caller, query: CommitmentQuery): Promise<CommitmentList> {
    const filter = {
      within: caller.within('partners.read'),
      ownerId: query.owner_id ?? null,
      membershipId: query.partner_id ?? null,
      campaignId: query.campaign_id ?? null,
      state: query.state ?? null,
      isOverdue: query.is_overdue === 'true',
    };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await findCommitments(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(found, query.limit, dueKey, CommitmentResource.from);
    });
  }

  /** @throws Invalid on `campaign_id` for a campaign that the chapter cannot use. */
  ask(caller: Caller, membershipId: string, form: NewCommitment): Promise<CommitmentResource> {
    return this.database.as(caller.scope('partners.write'), async (tx) => {
      const partner = await this.partners.membership(tx, caller, membershipId);
      caller.requires('partners.write', partner.chapterId);
      await this.campaigns.assertUsable(tx, form.campaign_id, partner.chapterId);
      const id = await insertCommitment(tx, {
        ownerId: partner.chapterId,
        partnerId: partner.partnerId,
        campaignId: form.campaign_id ?? null,
        kind: form.kind,
        details: form.details ?? '',
        dueOn: form.due_on ?? null,
        createdBy: caller.accountId,
        isPractice: partner.isPractice,
      });
      await this.note(tx, caller, 'commitment.asked', partner.chapterId, id);
      return this.show(tx, caller, id);
    });
  }

  change(caller: Caller, id: string, form: CommitmentChanges): Promise<CommitmentResource> {
    return this.writing(caller, id, 'commitment.changed', async (tx) => {
      await updateCommitment(tx, id, { details: form.details, dueOn: form.due_on });
    });
  }

  /** asked -> agreed | declined. @throws Conflict from any other state. */
  answer(caller: Caller, id: string, { answer }: CommitmentAnswer): Promise<CommitmentResource> {
    return this.writing(caller, id, `commitment.${answer}`, async (tx, { state }) => {
      if (!(await answerCommitment(tx, id, answer))) throw otherwise(state);
    });
  }

  /** agreed -> done | missed. @throws Conflict from any other state. */
  settle(caller: Caller, id: string, { outcome }: CommitmentOutcome): Promise<CommitmentResource> {
    return this.writing(caller, id, `commitment.${outcome}`, async (tx, { state }) => {
      if (!(await settleCommitment(tx, id, outcome))) throw otherwise(state);
    });
  }

  /** The partner's own answer to what is asked. @throws Conflict from any other state. */
  answerOwn(caller: Caller, id: string, { answer }: CommitmentAnswer): Promise<CommitmentResource> {
    return this.answering(caller, id, `commitment.${answer}`, async (tx, { state }) => {
      if (!(await answerCommitment(tx, id, answer))) throw otherwise(state);
    });
  }

  /** The partner says that it kept what it agreed to; that it did not is the chapter's to say. */
  completeOwn(caller: Caller, id: string): Promise<CommitmentResource> {
    return this.answering(caller, id, 'commitment.done', async (tx, { state }) => {
      if (!(await settleCommitment(tx, id, 'done'))) throw otherwise(state);
    });
  }

  private answering(
    caller: Caller,
    id: string,
    action: string,
    work: (tx: EntityManager, commitment: Commitment) => Promise<void>,
  ): Promise<CommitmentResource> {
    return this.database.as(caller.scope('co-sponsors.answer'), async (tx) => {
      const commitment = await this.readable(tx, caller, id);
      caller.requires('co-sponsors.answer', commitment.partnerOrganizationId);
      await work(tx, commitment);
      await this.note(tx, caller, action, commitment.partnerOrganizationId, id);
      return this.show(tx, caller, id);
    });
  }

  private writing(
    caller: Caller,
    id: string,
    action: string,
    work: (tx: EntityManager, commitment: Commitment) => Promise<void>,
  ): Promise<CommitmentResource> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const commitment = await this.readable(tx, caller, id);
      if (!caller.can('partners.write', commitment.ownerId)) throw new Forbidden();
      await work(tx, commitment);
      await this.note(tx, caller, action, commitment.ownerId, id);
      return this.show(tx, caller, id);
    });
  }

  private async readable(tx: EntityManager, caller: Caller, id: string): Promise<Commitment> {
    const found = await findCommitment(tx, id, caller.within('partners.read'));
    if (!found) throw new NotFound();
    return found;
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<CommitmentResource> {
    return CommitmentResource.from(await this.readable(tx, caller, id));
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'commitment', id } });
  }
}

function otherwise(state: string): Conflict {
  return new Conflict('commitment_state', `This is ${state}, so this cannot be said of it now.`);
}
