import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { pauseForPolicy } from '../mailings/mailings.sql.js';
import { Suppressions } from '../suppressions.service.js';
import { type SettledRow } from './deliveries.sql.js';
import { type Consequence } from './settlement.js';

/** A settled row, with what its outcome means for others. */
export interface Ended extends Consequence {
  row: SettledRow;
}

/** What follows from outcomes, in the transaction that writes them. */
@Injectable()
export class Aftermath {
  private readonly log = new Logger(Aftermath.name);

  constructor(private readonly suppressions: Suppressions) {}

  async of(tx: EntityManager, ended: readonly Ended[]): Promise<void> {
    for (const { row, settlement, isDeadAddress, pause } of ended) {
      if (isDeadAddress) {
        await this.suppressions.add(tx, {
          canonicalEmail: row.canonicalEmail,
          // A mailbox that does not exist exists for nobody.
          organizationId: null,
          reason: 'hard-bounce',
          detail: settlement.reply ?? '',
          deliveryId: row.id,
        });
      }
      if (pause !== null && row.mailingId && (await pauseForPolicy(tx, row.mailingId, pause))) {
        this.log.warn(`Mailing ${row.mailingId} paused: the receiver refused it by policy`);
      }
    }
  }
}
