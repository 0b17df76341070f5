import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Conflict } from '../../platform/http/errors.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { type Mailing } from '../mailings/mailing.entity.js';
import { approvalOver } from '../rules/sending-rules.resources.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { covers, type Reach, reachOf } from './approval.js';
import { findApproval, withdrawApproval } from './approvals.sql.js';

/** Whether a mailing needs a second person's word, and has it (EM-14). Every way to a start passes here. */
@Injectable()
export class Approvals {
  constructor(
    private readonly chapters: Chapters,
    private readonly rules: SendingRulesService,
    private readonly tasks: Tasks,
  ) {}

  /** @param count how many it goes to */
  async reach(tx: EntityManager, mailing: Mailing, count: number): Promise<Reach> {
    const { kind } = await this.chapters.host(tx, mailing.ownerId);
    return reachOf(mailing, kind, count, approvalOver(await this.rules.of(tx, mailing.ownerId)));
  }

  /** Whether it may start now, to so many. */
  async allows(tx: EntityManager, mailing: Mailing, count: number): Promise<boolean> {
    const { need } = await this.reach(tx, mailing, count);
    if (need === null) return true;
    const approval = await findApproval(tx, mailing.id);
    return approval?.state === 'approved' && covers(approval, count);
  }

  /** @throws Conflict where somebody has to approve it first */
  async assertAllowed(tx: EntityManager, mailing: Mailing, count: number): Promise<void> {
    if (await this.allows(tx, mailing, count)) return;
    const message = 'A second person has to approve this mailing as it is now. Ask for approval.';
    throw new Conflict('approval_needed', message);
  }

  /**
   * After an edit: what was asked or approved was another mailing.
   *
   * @returns true where an approval was lost
   */
  async withdraw(tx: EntityManager, mailingId: string, accountId: string): Promise<boolean> {
    const withdrawn = await withdrawApproval(tx, mailingId);
    if (withdrawn?.taskId && withdrawn.before === 'asked')
      await this.tasks.settle(tx, withdrawn.taskId, { outcome: 'cancelled', accountId });
    return withdrawn?.before === 'approved';
  }
}
