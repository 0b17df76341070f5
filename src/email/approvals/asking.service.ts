import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { prepareMailing, tellOfApprovals } from '../email.jobs.js';
import { scheduled, sentNow } from '../mailings/arrows.js';
import { Audiences } from '../mailings/audiences.service.js';
import { Composing } from '../mailings/composing.service.js';
import { type Mailing, type MailingState } from '../mailings/mailing.entity.js';
import { type SendingForm } from '../mailings/mailings.forms.js';
import { Mailings, wrongState } from '../mailings/mailings.service.js';
import { moveMailing } from '../mailings/mailings.sql.js';
import { timeOf } from '../mailings/sending-time.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { type Approval } from './approval.js';
import { type DecisionForm } from './approvals.forms.js';
import { ApprovalResource } from './approvals.resources.js';
import { Approvals } from './approvals.service.js';
import { decideApproval, findApproval, insertApproval, lockMailing, usualCount } from './approvals.sql.js';

/** In which a mailing can be asked about: before it begins, and where it stands still after an edit. */
const ASKABLE: readonly MailingState[] = ['draft', 'held', 'paused'];

/** Asking a second person, and their answer: people do both, and never the same person. */
@Injectable()
export class Asking {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly composing: Composing,
    private readonly audiences: Audiences,
    private readonly approvals: Approvals,
    private readonly rules: SendingRulesService,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  find(caller: Caller, mailingId: string): Promise<ApprovalResource> {
    return this.database.as(caller.scope('mailings.read'), async (tx) =>
      this.shown(tx, caller, await this.mailings.find(tx, caller, mailingId, 'mailings.read')),
    );
  }

  /** @throws Conflict where none is needed, one stands, or the mailing is under way; Forbidden for programs */
  async ask(caller: Caller, mailingId: string, form: SendingForm): Promise<ApprovalResource> {
    const wantedAt = timeOf(form, this.clock.now());
    const asked = await this.acting(caller, mailingId, 'mailing.approval-asked', async (tx, mailing) => {
      if (!ASKABLE.includes(mailing.state)) throw wrongState(mailing);
      this.audiences.assertReach(caller, mailing, 'mailings.send');
      await this.composing.assertSendable(tx, mailing);
      const count = await this.composing.count(tx, mailing);
      const { need } = await this.approvals.reach(tx, mailing, count);
      if (need === null) throw new Conflict('no_approval_needed', 'Nobody has to approve it: send it.');
      const taskId = await this.tasks.open(tx, {
        ownerId: mailing.ownerId,
        title: `Approve the mailing “${mailing.name}”, to ${count.toLocaleString('en-US')} people`,
        subject: { kind: 'mailing', id: mailingId },
        createdBy: caller.accountId,
      });
      const inserted = await insertApproval(tx, {
        ownerId: mailing.ownerId,
        mailingId,
        audienceCount: count,
        usualCount: await usualCount(tx, mailing.ownerId),
        wantedAt,
        wantedZone: wantedAt ? form.zone! : null,
        askedBy: caller.accountId,
        taskId,
      });
      if (!inserted) throw new Conflict('approval_standing', 'It was asked or approved already.');
    });
    await this.jobs.nudge(tellOfApprovals, {});
    return asked;
  }

  /**
   * Approved, it is sent as if its asker had sent it now, or scheduled where its hour is still to come. One that was missed
   * meanwhile stays an approved draft.
   *
   * @throws Conflict where it was edited or answered meanwhile, Forbidden for its asker and for programs
   */
  async decide(caller: Caller, mailingId: string, form: DecisionForm): Promise<ApprovalResource> {
    const verb = form.is_approved ? 'mailing.approved' : 'mailing.declined';
    let isStarted = false;
    const decided = await this.acting(caller, mailingId, verb, async (tx, mailing) => {
      const approval = await findApproval(tx, mailingId);
      if (approval?.askedBy === caller.accountId)
        throw new Forbidden('You asked for this approval, so somebody else has to give it.', 'own_question');
      const decision = {
        state: form.is_approved ? ('approved' as const) : ('declined' as const),
        note: form.note,
      };
      if (
        approval?.id !== form.approval_id ||
        (await decideApproval(tx, approval.id, { ...decision, accountId: caller.accountId })) === 0
      )
        throw new Conflict('approval_changed', 'It was edited or answered meanwhile. Look at it again.');
      if (approval.taskId)
        await this.tasks.settle(tx, approval.taskId, { outcome: 'done', accountId: caller.accountId });
      if (form.is_approved) isStarted = await this.start(tx, mailing, approval);
    });
    await this.jobs.nudge(tellOfApprovals, {});
    if (isStarted) await this.jobs.nudge(prepareMailing, { mailingId });
    return decided;
  }

  /** Takes the question back, or the approval. */
  withdraw(caller: Caller, mailingId: string): Promise<ApprovalResource> {
    return this.acting(caller, mailingId, 'mailing.approval-withdrawn', async (tx, mailing) => {
      if (mailing.state === 'scheduled') throw wrongState(mailing);
      await this.approvals.withdraw(tx, mailingId, caller.accountId);
    });
  }

  private async start(tx: EntityManager, mailing: Mailing, approval: Approval): Promise<boolean> {
    const { wantedAt, wantedZone } = approval;
    if (!['draft', 'held'].includes(mailing.state) || (wantedAt && wantedAt <= this.clock.now()))
      return false;
    await this.approvals.assertAllowed(tx, mailing, await this.composing.count(tx, mailing));
    await this.composing.assertSendable(tx, mailing);
    const arrow = wantedAt
      ? scheduled(wantedAt, wantedZone!)
      : sentNow(await this.rules.of(tx, mailing.ownerId));
    await moveMailing(tx, mailing.id, ['draft', 'held'], arrow.to, arrow.set, arrow.values);
    return arrow.to === 'preparing';
  }

  private acting(
    caller: Caller,
    mailingId: string,
    action: string,
    act: (tx: EntityManager, mailing: Mailing) => Promise<void>,
  ): Promise<ApprovalResource> {
    return this.database.as(caller.scope('mailings.send'), async (tx) => {
      await this.mailings.find(tx, caller, mailingId, 'mailings.send');
      // Whoever made a key could ask by the key and answer as themselves.
      if (caller.sessionId === null)
        throw new Forbidden('Only people ask for approval and give it, after signing in.', 'people_only');
      await lockMailing(tx, mailingId);
      const mailing = await this.mailings.find(tx, caller, mailingId, 'mailings.send');
      await act(tx, mailing);
      await this.audit.append(tx, caller, {
        organizationId: mailing.ownerId,
        action,
        subject: { kind: 'mailing', id: mailingId },
      });
      return this.shown(tx, caller, await this.mailings.find(tx, caller, mailingId, 'mailings.send'));
    });
  }

  private async shown(tx: EntityManager, caller: Caller, mailing: Mailing): Promise<ApprovalResource> {
    const count = mailing.startedAt ? mailing.audienceCount! : await this.composing.count(tx, mailing);
    return ApprovalResource.of({
      reach: await this.approvals.reach(tx, mailing, count),
      usual: await usualCount(tx, mailing.ownerId),
      approval: await findApproval(tx, mailing.id),
      accountId: caller.accountId,
      mayDecide: caller.sessionId !== null && caller.can('mailings.send', mailing.ownerId),
    });
  }
}
