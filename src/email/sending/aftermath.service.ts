import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Reachability } from '../../people/reachability.service.js';
import { pauseForPolicy } from '../mailings/mailings.sql.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { type SettledRow } from './step.sql.js';
import { type Consequence } from './settlement.js';

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
  ) {}

  /** True where `of` has something to do. */
  isDue({ settlement, pause }: Consequence): boolean {
    return settlement.isDeadAddress || pause !== null;
  }

  async of(tx: EntityManager, ended: readonly Ended[]): Promise<void> {
    for (const { row, settlement, pause } of ended) {
      if (settlement.isDeadAddress) await this.bar(tx, row, settlement.reply ?? '');
      if (pause !== null && row.mailingId && (await pauseForPolicy(tx, row.mailingId, pause))) {
        this.log.warn(`Mailing ${row.mailingId} paused: the receiver refused it by policy`);
      }
    }
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
