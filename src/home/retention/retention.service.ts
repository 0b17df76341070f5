import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { toldInSteps } from '../../engagement/few.access.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type RetentionRuleForm } from './retention.forms.js';
import { purgeExpired } from './retention.jobs.js';
import { type RetentionResource } from './retention.resources.js';
import { countExpired, findPurges, findRules, purge, upsertRule } from './retention.sql.js';
import { DATA_CLASSES, PROPOSED_DAYS } from './retention.js';

/**
 * How long an organization keeps what it does not need for ever (CO-6). Nothing is deleted until somebody switches a rule
 * on; the screen says before how much that is. The audit log and the ledger of consents have no rule: they are evidence,
 * also for the people in them.
 */
@Injectable()
export class Retention {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The rules with what each would delete now, and what went. */
  read(caller: Caller, ownerId: string): Promise<RetentionResource> {
    caller.requires('chapter.settings', ownerId);
    return this.database.as(caller.scope('chapter.settings'), (tx) => this.show(tx, ownerId));
  }

  decide(caller: Caller, form: RetentionRuleForm): Promise<RetentionResource> {
    const { owner_id: ownerId, data_class: dataClass, keep_days: keepDays, is_on: isOn } = form;
    caller.requires('chapter.settings', ownerId);
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      await upsertRule(tx, { ownerId, dataClass, keepDays, isOn }, caller.accountId);
      await this.audit.append(tx, caller, {
        organizationId: ownerId,
        action: 'retention.decided',
        subject: { kind: 'organization', id: ownerId },
        detail: { data_class: dataClass, keep_days: keepDays, is_on: isOn },
      });
      return this.show(tx, ownerId);
    });
  }

  /** Each rule in a transaction of its own; one that is interrupted is done the next night. As owner of the tables. */
  @Handles(purgeExpired)
  async purge(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    for (const rule of await this.database.as(Scope.nothing, (tx) => findRules(tx, null))) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(rule.ownerId), async (tx) => {
        const count = await purge(tx, rule);
        if (count > 0)
          await this.audit.append(tx, null, {
            organizationId: rule.ownerId,
            action: 'retention.purged',
            subject: { kind: 'organization', id: rule.ownerId },
            detail: { data_class: rule.dataClass, keep_days: rule.keepDays, count: toldInSteps(count) },
          });
      });
    }
  }

  private async show(tx: EntityManager, ownerId: string): Promise<RetentionResource> {
    const decided = new Map((await findRules(tx, ownerId)).map((rule) => [rule.dataClass, rule]));
    const rules: RetentionResource['rules'] = [];
    for (const dataClass of DATA_CLASSES) {
      const { keepDays, isOn } = decided.get(dataClass) ?? {
        keepDays: PROPOSED_DAYS[dataClass],
        isOn: false,
      };
      const expired = await countExpired(tx, { ownerId, dataClass, keepDays });
      rules.push({
        data_class: dataClass,
        keep_days: keepDays,
        is_on: isOn,
        expired_count: toldInSteps(expired),
      });
    }
    const log = (await findPurges(tx, ownerId)).map((each) => ({
      data_class: each.dataClass,
      older_than: each.olderThan.toISOString(),
      count: toldInSteps(each.counted),
      at: each.at.toISOString(),
    }));
    return { rules, log };
  }
}
