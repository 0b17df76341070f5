import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** What became of a letter of the transactional lane, as far as somebody who waits for it needs to know. */
export type Outcome = 'sent' | 'failed' | 'unknown' | 'cancelled';

/** For features whose own rows wait for a delivery: they ask, because mail knows nothing of them. */
@Injectable()
export class Outcomes {
  /** Those of these deliveries that are settled. A suppressed address counts as failed. */
  settled(tx: EntityManager, deliveryIds: readonly string[]): Promise<{ id: string; outcome: Outcome }[]> {
    return rows(
      tx,
      `SELECT id, CASE state WHEN 'suppressed' THEN 'failed' ELSE state END AS outcome FROM deliveries
        WHERE id = ANY ($1::bigint[]) AND state IN ('sent', 'failed', 'unknown', 'suppressed', 'cancelled')`,
      [deliveryIds],
    );
  }

  /** Stops those that no sender has in hand. Gives their ids; the others have left or are leaving. */
  async stop(tx: EntityManager, deliveryIds: readonly string[]): Promise<string[]> {
    const stopped = await rows<{ id: string }>(
      tx,
      `UPDATE deliveries SET state = 'cancelled', settled_at = now()
        WHERE id = ANY ($1::bigint[]) AND state IN ('pending', 'deferred') RETURNING id`,
      [deliveryIds],
    );
    return stopped.map(({ id }) => id);
  }
}
