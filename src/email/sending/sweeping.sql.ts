import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type DeliveryState } from './deliveries.sql.js';

/**
 * Rows whose sender died. `claimed` never left the process and is sent again. `handed` may have been taken: a bulk row
 * becomes `unknown`, which only a person or a later sign of life settles; a letter is sent again. The claim token of an
 * unknown row stays, so that a sender that was only slow may still say what happened. Leans on deliveries_leased.
 */
export function sweepLeases(db: EntityManager): Promise<{ id: string; state: DeliveryState }[]> {
  return rows(
    db,
    `UPDATE deliveries d SET
       state = CASE WHEN d.state = 'handed' AND d.lane = 'bulk' THEN 'unknown' ELSE 'pending' END,
       reason = CASE WHEN d.state = 'handed' THEN 'sender-died' ELSE d.reason END,
       settled_at = CASE WHEN d.state = 'handed' AND d.lane = 'bulk' THEN now() END,
       claim_token = CASE WHEN d.state = 'handed' AND d.lane = 'bulk' THEN d.claim_token END,
       lease_until = NULL
     FROM (SELECT id FROM deliveries WHERE state IN ('claimed', 'handed') AND lease_until < now()
           FOR UPDATE SKIP LOCKED) dead
     WHERE d.id = dead.id RETURNING d.id, d.state`,
  );
}

/** Leans on deliveries_due. */
export async function isPostDue(db: EntityManager): Promise<boolean> {
  const found = await row<{ isDue: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM deliveries WHERE lane = 'transactional' AND state IN ('pending', 'deferred')
       AND next_at <= now()) AS "isDue"`,
  );
  return found!.isDue;
}
