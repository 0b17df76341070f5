import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Approvals } from '../approvals/approvals.service.js';
import { prepareMailing } from '../email.jobs.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { type Arrow, scheduled, sentNow } from './arrows.js';
import { cancelWaiting } from '../sending/sweeping.sql.js';
import { Audiences } from './audiences.service.js';
import { Composing } from './composing.service.js';
import { type Mailing, type MailingState } from './mailing.entity.js';
import { type SendingForm } from './mailings.forms.js';
import { type MailingResource } from './mailings.resources.js';
import { Mailings, wrongState } from './mailings.service.js';
import { moveMailing } from './mailings.sql.js';
import { timeOf } from './sending-time.js';

/** Starting, stopping and going on: the arrows of mailing.entity.ts that people make. */
@Injectable()
export class MailingActs {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly composing: Composing,
    private readonly audiences: Audiences,
    private readonly rules: SendingRulesService,
    private readonly approvals: Approvals,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends now, or at a local time somewhere. What is sent now leaves when the organization's time to undo has passed. A
   * scheduled or held one can be given another time, or sent now.
   *
   * @throws Invalid where a check blocks it or the time is not one, Conflict in other states and without approval
   */
  async start(caller: Caller, id: string, form: SendingForm): Promise<MailingResource> {
    const at = timeOf(form, this.clock.now());
    const started = await this.move(caller, id, ['draft', 'scheduled', 'held'], async (tx, mailing) => {
      this.audiences.assertReach(caller, mailing, 'mailings.send');
      await this.composing.assertSendable(tx, mailing);
      await this.approvals.assertAllowed(tx, mailing, await this.composing.count(tx, mailing));
      return at ? scheduled(at, form.zone!) : sentNow(await this.rules.of(tx, mailing.ownerId));
    });
    if (started.state === 'preparing') await this.jobs.nudge(prepareMailing, { mailingId: id });
    return started;
  }

  /** Takes back what was sent or scheduled, and has not begun: it is the draft that it was. */
  unschedule(caller: Caller, id: string): Promise<MailingResource> {
    return this.move(caller, id, ['scheduled', 'held'], {
      to: 'draft',
      verb: 'unscheduled',
      set: `, scheduled_at = NULL, scheduled_zone = NULL`,
    });
  }

  /** No further message is begun; those in hand, one per connection, still go out. */
  pause(caller: Caller, id: string): Promise<MailingResource> {
    return this.move(caller, id, ['sending'], { to: 'paused', verb: 'paused' });
  }

  /**
   * Goes on with those who have not had it, in the text as it stands now.
   *
   * @throws Conflict where it was edited and nobody has approved it since
   */
  async resume(caller: Caller, id: string): Promise<MailingResource> {
    const resumed = await this.move(caller, id, ['paused'], async (tx, mailing) => {
      this.audiences.assertReach(caller, mailing, 'mailings.send');
      await this.approvals.assertAllowed(tx, mailing, mailing.audienceCount ?? 0);
      return { to: 'preparing', verb: 'resumed' };
    });
    await this.jobs.nudge(prepareMailing, { mailingId: id });
    return resumed;
  }

  /** Stops it for good. What went out went out. */
  cancel(caller: Caller, id: string): Promise<MailingResource> {
    return this.move(caller, id, ['scheduled', 'held', 'preparing', 'sending', 'paused'], {
      to: 'cancelled',
      verb: 'cancelled',
      set: `, finished_at = now()`,
      after: async (tx) => void (await cancelWaiting(tx, id)),
    });
  }

  private move(
    caller: Caller,
    id: string,
    from: readonly MailingState[],
    act: Arrow | ((tx: EntityManager, mailing: Mailing) => Promise<Arrow>),
  ): Promise<MailingResource> {
    return this.database.as(caller.scope('mailings.send'), async (tx) => {
      const mailing = await this.mailings.find(tx, caller, id, 'mailings.send');
      if (!from.includes(mailing.state)) throw wrongState(mailing);
      const arrow = typeof act === 'function' ? await act(tx, mailing) : act;
      const moved = await moveMailing(tx, id, from, arrow.to, arrow.set, arrow.values);
      if (moved === 0)
        throw new Conflict('wrong_state', 'Somebody else was faster. Look at its state again.');
      await arrow.after?.(tx);
      await this.audit.append(tx, caller, {
        organizationId: mailing.ownerId,
        action: `mailing.${arrow.verb}`,
        subject: { kind: 'mailing', id },
        detail: { from: mailing.state, to: arrow.to },
      });
      return this.mailings.shown(tx, await this.mailings.find(tx, caller, id, 'mailings.send'));
    });
  }
}
