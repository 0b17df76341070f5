import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Reachability } from '../../people/reachability.service.js';
import { healthOf } from '../inbound/effects.sql.js';
import { unhealthy } from '../inbound/health.js';
import { Pace } from '../pacing/pace.service.js';
import { pauseMailing } from '../mailings/mailings.sql.js';
import { failedOf } from '../pacing/rates.sql.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { type SettledRow } from './step.sql.js';
import { type Consequence } from './settlement.js';

/** What `settlement.ts` writes when the last try was put off. */
const GAVE_UP_SOFT = 'gave-up-soft';
const LOOK_EVERY = 20;
const REFUSED = 'The receiving side refuses this mailing: ';

/** A settled row, with what its outcome means for others. */
export interface Ended extends Consequence {
  row: SettledRow;
}

/** What follows from the outcomes that concern more than their row, in the transaction that writes them. */
@Injectable()
export class Aftermath {
  private readonly log = new Logger(Aftermath.name);

  constructor(
    private readonly suppressions: Suppressions,
    private readonly reachability: Reachability,
    private readonly pace: Pace,
  ) {}

  /** True where `of` has something to do. */
  isDue({ settlement, pause, slowing }: Consequence): boolean {
    return (
      settlement.isDeadAddress || settlement.reason === GAVE_UP_SOFT || pause !== null || slowing !== null
    );
  }

  async of(tx: EntityManager, ended: readonly Ended[]): Promise<void> {
    for (const { row, settlement, pause } of ended) {
      if (settlement.isDeadAddress) await this.bar(tx, row, settlement.reply ?? '');
      if (settlement.reason === GAVE_UP_SOFT) await this.gaveUp(tx, { ...row, reply: settlement.reply });
      if (pause !== null && row.mailingId && (await pauseMailing(tx, row.mailingId, REFUSED + pause))) {
        this.log.warn(`Mailing ${row.mailingId} paused: the receiver refused it by policy`);
      }
    }
    await this.look(tx, ended);
    await this.pace.slow(
      tx,
      ended.flatMap(({ slowing }) => slowing ?? []),
    );
  }

  /** A relay that hands on at once tells of dead addresses at once: too many of them stop the mailing, as bounces do. */
  private async look(tx: EntityManager, ended: readonly Ended[]): Promise<void> {
    const dead = ended.flatMap(({ row, settlement }) => (settlement.isDeadAddress ? [row.mailingId] : []));
    for (const mailingId of new Set(dead)) {
      if (!mailingId) continue;
      const failed = await failedOf(tx, mailingId);
      const before = failed - dead.filter((each) => each === mailingId).length;
      // The whole mailing is counted at every twentieth only: it may be a large one.
      if (Math.floor(failed / LOOK_EVERY) === Math.floor(before / LOOK_EVERY)) continue;
      const reason = unhealthy(await healthOf(tx, mailingId));
      if (reason && (await pauseMailing(tx, mailingId, reason)))
        this.log.warn(`Mailing ${mailingId} paused: ${reason}`);
    }
  }

  /** Put off until there was no more point in it: one of three, as if it had come back. */
  async gaveUp(
    tx: EntityManager,
    { id, canonicalEmail, reply }: { id: string; canonicalEmail: string; reply: string | null },
  ): Promise<void> {
    if (await this.suppressions.afterSoft(tx, id, reply ?? ''))
      await this.reachability.bouncing(tx, canonicalEmail);
  }

  /** A mailbox that does not exist exists for nobody, so nobody mails it. */
  private async bar(tx: EntityManager, row: SettledRow, reply: string): Promise<void> {
    await this.suppressions.add(tx, {
      canonicalEmail: row.canonicalEmail,
      organizationId: null,
      reason: 'hard-bounce',
      detail: reply,
      deliveryId: row.id,
    });
    await this.reachability.bouncing(tx, row.canonicalEmail);
  }
}
