import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Failure } from './notice.js';

/**
 * A message that had been taken came back: `sent` or `unknown` becomes `failed`, once. False where it was failed before, so
 * that a bounce that comes twice is told once.
 */
export async function failBounced(
  db: EntityManager,
  deliveryId: string,
  { class: kind, status, reply }: Failure,
): Promise<boolean> {
  const failed = await affected(
    db,
    `UPDATE deliveries SET state = 'failed', reason = $2, enhanced_code = $3, reply = $4, settled_at = now(),
       message = CASE WHEN is_secret THEN '{}'::jsonb ELSE message END
     WHERE id = $1 AND state IN ('sent', 'unknown')`,
    [deliveryId, `${kind}-bounce`, status, reply],
  );
  return failed > 0;
}

/** Keeps what was told about a delivery, once of its kind. False where it was told before. */
export async function noteOnce(
  db: EntityManager,
  deliveryId: string,
  kind: 'bounce' | 'complaint',
): Promise<boolean> {
  // Two reports of one message at once wait for each other here.
  await db.query(`SELECT 1 FROM deliveries WHERE id = $1 FOR UPDATE`, [deliveryId]);
  const noted = await rows(
    db,
    `INSERT INTO tracking_events (delivery_id, kind, judged_at)
     SELECT $1, $2, now() WHERE NOT EXISTS (SELECT 1 FROM tracking_events WHERE delivery_id = $1 AND kind = $2)
     RETURNING id`,
    [deliveryId, kind],
  );
  return noted.length > 0;
}

/** Bounces, complaints and refusals for what we are, of the messages of a mailing that have an end. */
export interface Health {
  ended: number;
  bounced: number;
  policy: number;
  complained: number;
}

/** Leans on deliveries (mailing_id, state) and tracking_events (delivery_id, kind). */
export async function healthOf(db: EntityManager, mailingId: string): Promise<Health> {
  const found = await row<Health>(
    db,
    `SELECT count(*)::int AS ended, count(*) FILTER (WHERE d.state = 'failed')::int AS bounced,
       count(*) FILTER (WHERE d.reason = 'policy-bounce')::int AS policy,
       (SELECT count(*) FROM tracking_events e JOIN deliveries o ON o.id = e.delivery_id
         WHERE o.mailing_id = $1 AND e.kind = 'complaint')::int AS complained
     FROM deliveries d WHERE d.mailing_id = $1 AND d.state IN ('sent', 'failed')`,
    [mailingId],
  );
  return found!;
}
