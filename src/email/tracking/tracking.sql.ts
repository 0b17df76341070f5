import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';

export interface TrackedEvent {
  delivery: string;
  link: string | null;
  kind: 'open' | 'click' | 'unsubscribe';
  agent: string;
  machine: string | null;
  at: Date;
}

/** Many at once, by the function that visitors may call (migrations: record_tracking). Gives how many were kept. */
export async function recordTracking(db: EntityManager, events: readonly TrackedEvent[]): Promise<number> {
  const found = await row<{ kept: number }>(db, `SELECT record_tracking($1::jsonb) AS kept`, [
    JSON.stringify(events),
  ]);
  return found!.kept;
}

export interface JudgedEvent {
  id: string;
  kind: 'open' | 'click';
  at: Date;
  url: string | null;
  ownerId: string;
  personId: string;
  mailingId: string;
  mailingName: string;
  isPractice: boolean;
}

/** A click within two seconds of the hand-over is no person's, nor are all links of a mail within ten (E64). */
const TOO_SOON = `interval '2 seconds'`;
const BURST = `interval '10 seconds'`;

/**
 * Judges events that are old enough for their whole burst to have come, each once, and gives those that are a person's
 * first of their kind: one open a mail, one click a link. Leans on tracking_events_unjudged and (delivery_id, kind).
 */
export function judgeEvents(db: EntityManager, limit: number): Promise<JudgedEvent[]> {
  return rows(
    db,
    `WITH due AS MATERIALIZED (
       SELECT id FROM tracking_events WHERE judged_at IS NULL AND at < now() - ${BURST}
       ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED),
     facts AS MATERIALIZED (
       SELECT e.id, CASE
           WHEN e.machine_reason IS NOT NULL THEN e.machine_reason
           WHEN e.kind = 'click' AND d.settled_at IS NOT NULL AND e.at < d.settled_at + ${TOO_SOON} THEN 'too-soon'
           WHEN e.kind = 'click' AND burst.links > 2 AND burst.links = (
             SELECT count(*) FROM mailing_links l WHERE l.mailing_id = d.mailing_id) THEN 'every-link'
         END AS reason
       FROM due JOIN tracking_events e USING (id) JOIN deliveries d ON d.id = e.delivery_id
       LEFT JOIN LATERAL (SELECT count(DISTINCT b.link_id) AS links FROM tracking_events b
         WHERE b.delivery_id = e.delivery_id AND b.kind = 'click'
           AND b.at BETWEEN e.at - ${BURST} AND e.at + ${BURST}) burst ON e.kind = 'click'),
     judged AS (
       UPDATE tracking_events e SET judged_at = now(), is_machine = f.reason IS NOT NULL, machine_reason = f.reason
       FROM facts f WHERE e.id = f.id
       RETURNING e.id, e.kind, e.at, e.link_id, e.delivery_id, e.is_machine)
     SELECT DISTINCT ON (j.delivery_id, j.kind, j.link_id) j.id, j.kind, j.at, l.url, d.owner_id AS "ownerId",
       d.person_id AS "personId", m.id AS "mailingId", m.name AS "mailingName", d.is_practice AS "isPractice"
     FROM judged j JOIN deliveries d ON d.id = j.delivery_id JOIN mailings m ON m.id = d.mailing_id
     LEFT JOIN mailing_links l ON l.id = j.link_id
     WHERE NOT j.is_machine AND j.kind IN ('open', 'click') AND d.person_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM tracking_events before WHERE before.delivery_id = j.delivery_id
         AND before.kind = j.kind AND before.link_id IS NOT DISTINCT FROM j.link_id
         AND before.judged_at IS NOT NULL AND NOT before.is_machine AND before.id <> j.id)
     ORDER BY j.delivery_id, j.kind, j.link_id, j.at`,
    [limit],
  );
}

/**
 * Messages of which nobody knew whether they went out, and that somebody or a machine has opened: they arrived. Of these
 * deliveries, or of all with events that are not judged yet; leans on (delivery_id, kind) or tracking_events_unjudged.
 */
export async function settleSeen(db: EntityManager, deliveryIds: readonly string[] | null): Promise<void> {
  const of = deliveryIds ? `delivery_id = ANY ($1::bigint[])` : `judged_at IS NULL`;
  await db.query(
    `UPDATE deliveries d SET state = 'sent', reason = 'seen', settled_at = now()
     FROM (SELECT DISTINCT delivery_id AS id FROM tracking_events WHERE kind IN ('open', 'click') AND ${of}) seen
     WHERE d.id = seen.id AND d.state = 'unknown'`,
    deliveryIds ? [deliveryIds] : [],
  );
}

/** Whether any event is old enough to be judged and is not yet. */
export async function hasUnjudged(db: EntityManager): Promise<boolean> {
  const found = await row<{ has: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM tracking_events WHERE judged_at IS NULL AND at < now() - ${BURST}) AS has`,
  );
  return found!.has;
}
