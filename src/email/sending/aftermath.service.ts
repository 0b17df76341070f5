import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Deed } from '../../engagement/engagement.access.js';
import { Engagement } from '../../engagement/engagement.service.js';
import { Reachability } from '../../people/reachability.service.js';
import { rows } from '../../platform/database/sql.js';
import { pauseForPolicy } from '../mailings/mailings.sql.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
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

  constructor(
    private readonly suppressions: Suppressions,
    private readonly reachability: Reachability,
    private readonly engagement: Engagement,
  ) {}

  async of(tx: EntityManager, ended: readonly Ended[]): Promise<void> {
    await this.note(tx, ended);
    for (const { row, settlement, isDeadAddress, pause } of ended) {
      if (isDeadAddress) await this.bar(tx, row, settlement.reply ?? '');
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

  /** Bulk mail stands in people's timelines; letters stand there by the deed that they answer. */
  private async note(tx: EntityManager, ended: readonly Ended[]): Promise<void> {
    const bulk = ended.filter(
      ({ row, settlement, isDeadAddress }) =>
        row.mailingId && row.personId && (settlement.state === 'sent' || isDeadAddress),
    );
    if (bulk.length === 0) return;
    const mailings = await rows<{ id: string; name: string; isPractice: boolean }>(
      tx,
      `SELECT id, name, is_practice AS "isPractice" FROM mailings WHERE id = ANY ($1::uuid[])`,
      [[...new Set(bulk.map(({ row }) => row.mailingId))]],
    );
    await this.engagement.recordAll(
      tx,
      bulk.flatMap(({ row, isDeadAddress }): Deed[] => {
        const mailing = mailings.find(({ id }) => id === row.mailingId);
        if (!mailing) return [];
        return [
          {
            ownerId: row.ownerId,
            personId: row.personId,
            did: isDeadAddress ? 'bounced' : 'was-mailed',
            what: { kind: 'mailing', id: mailing.id, title: mailing.name },
            isPractice: mailing.isPractice,
          },
        ];
      }),
    );
  }
}
