import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Topics } from '../../network/topics.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Partners } from '../partners.service.js';
import { type ActionKey } from './participation.access.js';
import { type ParticipationRulesForm } from './participation.forms.js';
import { ParticipationRulesResource } from './participation.resources.js';
import {
  type ActionFacts,
  type Candidate,
  findAction,
  findCandidates,
  findRules,
  upsertRules,
} from './participation.sql.js';

export type { ActionFacts, Candidate } from './participation.sql.js';

/**
 * What organizations may lend their name to (PO-14). The rules are the organization's own; a chapter states them only
 * until it has an administrator. Who can be named where is answered by the database alone (participation_standing), which
 * also refuses every row that would name somebody against it.
 */
@Injectable()
export class Participation {
  constructor(
    private readonly database: Database,
    private readonly partners: Partners,
    private readonly topics: Topics,
    private readonly audit: Audit,
  ) {}

  rules(caller: Caller, membershipId: string): Promise<ParticipationRulesResource> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const { partnerId } = await this.partners.find(tx, caller, membershipId);
      return this.show(tx, caller, partnerId);
    });
  }

  /** @throws Conflict `kept_by_partner` where the organization has an administrator, and the caller is none of its. */
  setRules(
    caller: Caller,
    membershipId: string,
    form: ParticipationRulesForm,
  ): Promise<ParticipationRulesResource> {
    return this.database.as(caller.scope('participation.write'), async (tx) => {
      const { partnerId, chapterId } = await this.partners.find(tx, caller, membershipId);
      const isOwn = caller.can('participation.write', partnerId);
      if (!isOwn) caller.requires('participation.write', chapterId);
      if (!isOwn && (await findRules(tx, partnerId)).isKeptByPartner)
        throw new Conflict('kept_by_partner', 'This organization has an administrator, who keeps its rules.');
      const rules = {
        mayLobby: form.may_lobby,
        needsApproval: form.needs_approval,
        approverName: form.approver_name,
        approverEmail: form.approver_email,
        leadDays: form.lead_days,
        needsFinalCopy: form.needs_final_copy,
        isPublicRecord: form.is_public_record,
        preapprovals: form.preapprovals.map(({ topic_id, level }) => ({ topicId: topic_id, level })),
      };
      const before = (await findRules(tx, partnerId)).preapprovals.map(({ topicId }) => topicId);
      for (const [at, { topicId }] of rules.preapprovals.entries())
        if (!before.includes(topicId))
          await this.topics.assertUsable(tx, topicId, { param: `preapprovals.${at}.topic_id` });
      await upsertRules(tx, partnerId, rules, caller.accountId);
      await this.audit.append(tx, caller, {
        organizationId: isOwn ? partnerId : chapterId,
        action: 'partner.rules-changed',
        subject: { kind: 'partner', id: membershipId },
        detail: { may_lobby: form.may_lobby, needs_approval: form.needs_approval },
      });
      return this.show(tx, caller, partnerId);
    });
  }

  /** @throws NotFound for an action that the caller does not work on. */
  async action(tx: EntityManager, caller: Caller, key: ActionKey): Promise<ActionFacts> {
    const found = await findAction(tx, key);
    const within = caller.within('campaigns.read');
    if (!found || (within !== null && !within.includes(found.ownerId))) throw new NotFound();
    return found;
  }

  /** Every partner of the action's chapter, and whether it can be named beside it now. */
  candidates(tx: EntityManager, key: ActionKey, ownerId: string): Promise<Candidate[]> {
    return findCandidates(tx, key, ownerId);
  }

  private async show(
    tx: EntityManager,
    caller: Caller,
    partnerId: string,
  ): Promise<ParticipationRulesResource> {
    const rules = await findRules(tx, partnerId);
    const isChangeable = rules.isKeptByPartner
      ? caller.can('participation.write', partnerId)
      : caller.can('participation.write');
    return ParticipationRulesResource.from(rules, isChangeable);
  }
}
