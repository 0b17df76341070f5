import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type LinkedDelivery } from '../unsubscribe/leaving.sql.js';
import { type LeavingReason } from './leaving-reason.js';

/** One word a mail: the last one counts. */
export async function keepReason(
  db: EntityManager,
  { id, ownerId, mailingId }: LinkedDelivery,
  reason: LeavingReason,
): Promise<void> {
  await db.query(
    `INSERT INTO leaving_reasons (delivery_id, owner_id, mailing_id, reason)
     VALUES ($1, $2, (SELECT id FROM mailings WHERE id = $3), $4)
     ON CONFLICT (delivery_id) DO UPDATE SET reason = excluded.reason, said_at = now()`,
    [id, ownerId, mailingId, reason],
  );
}

export async function forgetReason(db: EntityManager, deliveryId: string): Promise<void> {
  await db.query(`DELETE FROM leaving_reasons WHERE delivery_id = $1`, [deliveryId]);
}

export function reasonOf(
  db: EntityManager,
  deliveryId: string,
): Promise<{ reason: LeavingReason } | undefined> {
  return row(db, `SELECT reason FROM leaving_reasons WHERE delivery_id = $1`, [deliveryId]);
}

/** By reason, most often said first. Leans on leaving_reasons (owner_id, said_at) and (mailing_id). */
export function countReasons(
  db: EntityManager,
  asked: { owners: readonly string[] | null; mailingId: string | null; days: number },
): Promise<{ reason: LeavingReason; count: number }[]> {
  return rows(
    db,
    `SELECT reason, count(*)::int AS count FROM leaving_reasons
     WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1)) AND ($2::uuid IS NULL OR mailing_id = $2)
       AND said_at > now() - make_interval(days => $3)
     GROUP BY reason ORDER BY count DESC, reason`,
    [asked.owners, asked.mailingId, asked.days],
  );
}
