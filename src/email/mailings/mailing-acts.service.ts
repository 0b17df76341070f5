import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { readLocalTime } from '../../platform/clock/local-time.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Invalid } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { prepareMailing } from '../email.jobs.js';
import { cancelWaiting } from './audience.sql.js';
import { maySend } from './checks.js';
import { Composing } from './composing.service.js';
import { type Mailing, type MailingState } from './mailing.entity.js';
import { type SendingForm } from './mailings.forms.js';
import { type MailingResource } from './mailings.resources.js';
import { Mailings, wrongState } from './mailings.service.js';
import { moveMailing } from './mailings.sql.js';

/** Starting, stopping and going on: the arrows of mailing.entity.ts that people make. */
@Injectable()
export class MailingActs {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly composing: Composing,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends now, or at a local time somewhere. A scheduled one can be given another time, or sent now.
   *
   * @throws Invalid where a check blocks it or the time is not one, Conflict in other states
   */
  async start(caller: Caller, id: string, form: SendingForm): Promise<MailingResource> {
    const at = form.at === undefined ? null : this.instant(form.at, form.zone!);
    const isNow = at === null;
    const started = await this.move(caller, id, {
      from: ['draft', 'scheduled'],
      to: isNow ? 'preparing' : 'scheduled',
      verb: isNow ? 'sent' : 'scheduled',
      set: `, scheduled_at = $4, scheduled_zone = $5`,
      values: [at, isNow ? null : form.zone],
      before: async (tx, mailing) => {
        const { checks } = await this.composing.check(tx, mailing);
        if (!maySend(checks)) {
          throw new Invalid(
            checks
              .filter(({ level }) => level === 'blocking')
              .map(({ code, message }) => ({ param: code, message })),
            'It cannot be sent yet.',
          );
        }
      },
    });
    if (isNow) await this.jobs.nudge(prepareMailing, { mailingId: id });
    return started;
  }

  /** Takes a scheduled one back to a draft. */
  unschedule(caller: Caller, id: string): Promise<MailingResource> {
    return this.move(caller, id, {
      from: ['scheduled'],
      to: 'draft',
      verb: 'unscheduled',
      set: `, scheduled_at = NULL, scheduled_zone = NULL`,
    });
  }

  /** No further message is begun; those in hand, one per connection, still go out. */
  pause(caller: Caller, id: string): Promise<MailingResource> {
    return this.move(caller, id, { from: ['sending'], to: 'paused', verb: 'paused' });
  }

  /** Goes on with those who have not had it, in the text as it stands now. */
  async resume(caller: Caller, id: string): Promise<MailingResource> {
    const resumed = await this.move(caller, id, { from: ['paused'], to: 'preparing', verb: 'resumed' });
    await this.jobs.nudge(prepareMailing, { mailingId: id });
    return resumed;
  }

  /** Stops it for good. What went out went out. */
  cancel(caller: Caller, id: string): Promise<MailingResource> {
    return this.move(caller, id, {
      from: ['scheduled', 'preparing', 'sending', 'paused'],
      to: 'cancelled',
      verb: 'cancelled',
      set: `, finished_at = now()`,
      after: async (tx) => void (await cancelWaiting(tx, id)),
    });
  }

  private move(
    caller: Caller,
    id: string,
    act: {
      from: readonly MailingState[];
      to: MailingState;
      verb: string;
      set?: string;
      values?: unknown[];
      before?: (tx: EntityManager, mailing: Mailing) => Promise<void>;
      after?: (tx: EntityManager) => Promise<void>;
    },
  ): Promise<MailingResource> {
    return this.database.as(caller.scope('mailings.send'), async (tx) => {
      const mailing = await this.mailings.find(tx, caller, id, 'mailings.send');
      if (!act.from.includes(mailing.state)) throw wrongState(mailing, act.verb);
      await act.before?.(tx, mailing);
      const moved = await moveMailing(tx, id, act.from, act.to, act.set, act.values);
      if (moved === 0)
        throw new Conflict('wrong_state', 'Somebody else was faster. Look at its state again.');
      await act.after?.(tx);
      await this.audit.append(tx, caller, {
        organizationId: mailing.ownerId,
        action: `mailing.${act.verb}`,
        subject: { kind: 'mailing', id },
        detail: { from: mailing.state, to: act.to },
      });
      return this.mailings.shown(tx, await this.mailings.find(tx, caller, id, 'mailings.send'));
    });
  }

  private instant(local: string, zone: string): Date {
    const wrong = (message: string): Invalid => new Invalid([{ param: 'at', message }]);
    const time = readLocalTime(local, zone);
    if (!time) throw wrong('There is no such day.');
    // Nobody schedules into the skipped hour on purpose, and the first of a repeated one is the one that was meant.
    if (time.kind === 'gap') throw wrong('Clocks skip this hour that day. Choose another time.');
    if (time.earlier <= this.clock.now())
      throw wrong('That time has passed. Choose a later one, or send it now.');
    return time.earlier;
  }
}
