import { Injectable } from '@nestjs/common';
import { concatMap, distinctUntilChanged, type Observable, takeWhile, timer } from 'rxjs';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Mailing, type MailingState } from './mailing.entity.js';
import { type DeliveryQuery, type UnknownDecision } from './reports.forms.js';
import { Mailings } from './mailings.service.js';
import { moveMailing } from './mailings.sql.js';
import { Preparing } from './preparing.service.js';
import {
  type DecisionResource,
  DeliveryList,
  type MailingProgress,
  type MailingReport,
} from './reports.resources.js';
import {
  countClicks,
  countResponses,
  countStates,
  decideUnknown,
  findDeliveries,
  sentLastMinute,
} from './reports.sql.js';

/** Often enough to look alive, seldom enough that ten people watching cost little. */
const PULSE_MS = 1_000;
const MOVING: readonly MailingState[] = ['preparing', 'sending'];
/** Within these, nothing changes any more but opens and clicks: those are looked up, not streamed. */
const STILL: readonly MailingState[] = ['finished', 'cancelled', 'draft'];

/** What became of mailings: figures, lists, and the decisions that only people can make. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly preparing: Preparing,
    private readonly audit: Audit,
  ) {}

  progress(caller: Caller, id: string): Promise<MailingProgress> {
    return this.database.as(caller.scope('mailings.read'), async (tx) =>
      this.progressOf(tx, await this.mailings.find(tx, caller, id, 'mailings.read')),
    );
  }

  /** The progress whenever it changes, until nothing moves any more. Ends with the last word. */
  async watch(caller: Caller, id: string): Promise<Observable<MailingProgress>> {
    await this.progress(caller, id); // refuses before the stream begins
    return timer(0, PULSE_MS).pipe(
      concatMap(() => this.progress(caller, id)),
      takeWhile(({ state }) => !STILL.includes(state), true),
      distinctUntilChanged((before, now) => JSON.stringify(before) === JSON.stringify(now)),
    );
  }

  report(caller: Caller, id: string): Promise<MailingReport> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const mailing = await this.mailings.find(tx, caller, id, 'mailings.read');
      const states = await countStates(tx, id);
      return {
        ...(await this.progressOf(tx, mailing)),
        reasons: states.flatMap(({ state, reason, count }) => (reason ? [{ state, reason, count }] : [])),
        left_out: mailing.leftOut,
        links: await countClicks(tx, id),
      };
    });
  }

  deliveries(caller: Caller, id: string, query: DeliveryQuery): Promise<DeliveryList> {
    const { limit, after, state = null, response = null, reason = null, q: search = '' } = query;
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      await this.mailings.find(tx, caller, id, 'mailings.read');
      const found = await findDeliveries(tx, {
        ...{ mailingId: id, state, response, reason, search, after },
        limit: limit + 1,
      });
      return toPage(
        found,
        limit,
        (it) => [it.id],
        (it) => ({
          id: it.id,
          person_id: it.personId,
          name: it.name,
          address: it.address,
          state: it.state,
          reason: it.reason,
          reply: it.reply,
          attempts: it.attempt,
          settled_at: it.settledAt?.toISOString() ?? null,
          next_at: it.state === 'deferred' ? it.nextAt.toISOString() : null,
          opened_at: it.openedAt?.toISOString() ?? null,
          clicked_at: it.clickedAt?.toISOString() ?? null,
        }),
      );
    });
  }

  /** Sends unknown ones again, at the risk of a second copy, or takes them as sent. */
  async decide(caller: Caller, id: string, form: UnknownDecision): Promise<DecisionResource> {
    const isSentAgain = form.decision === 'send-again';
    const decided = await this.database.as(caller.scope('mailings.send'), async (tx) => {
      const mailing = await this.mailings.find(tx, caller, id, 'mailings.send');
      const { accountId } = caller;
      const ids = form.delivery_ids ?? null;
      const rows = await decideUnknown(tx, { mailingId: id, ids, isSentAgain, accountId });
      if (rows.length > 0) {
        if (isSentAgain) await moveMailing(tx, id, ['finished'], 'sending', `, finished_at = NULL`);
        await this.audit.append(tx, caller, {
          organizationId: mailing.ownerId,
          action: isSentAgain ? 'mailing.unknown-sent-again' : 'mailing.unknown-treated-as-sent',
          subject: { kind: 'mailing', id },
          detail: { count: rows.length },
        });
      }
      return rows.length;
    });
    if (decided > 0 && isSentAgain) await this.preparing.wake(id);
    return { decided };
  }

  private async progressOf(tx: EntityManager, mailing: Mailing): Promise<MailingProgress> {
    const states = await countStates(tx, mailing.id);
    const of = (...wanted: string[]): number =>
      states.reduce((sum, { state, count }) => sum + (wanted.includes(state) ? count : 0), 0);
    const responses = await countResponses(tx, mailing.id);
    const isMoving = MOVING.includes(mailing.state);
    const perMinute = isMoving ? await sentLastMinute(tx, mailing.id) : 0;
    const waiting = of('pending', 'deferred');
    return {
      state: mailing.state,
      pause_reason: mailing.pauseReason,
      total: states.reduce((sum, { count }) => sum + count, 0),
      waiting,
      under_way: of('claimed', 'handed'),
      sent: of('sent'),
      failed: of('failed'),
      held_back: of('suppressed'),
      unknown: of('unknown'),
      cancelled: of('cancelled'),
      per_minute: perMinute,
      minutes_left: perMinute > 0 ? Math.ceil(waiting / perMinute) : null,
      opened: responses.opened,
      opened_at_all: responses.openedAtAll,
      clicked: responses.clicked,
      clicked_at_all: responses.clickedAtAll,
      unsubscribed: responses.unsubscribed,
      complained: responses.complained,
    };
  }
}
