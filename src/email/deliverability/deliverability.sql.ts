import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

/** How one receiver took the mailings of these days. */
export interface Reception {
  /** An operator of mail servers (`google`), or a domain. */
  receiver: string;
  accepted: number;
  /** Put off just now: asked to come back later, or held back because others were. */
  deferred: number;
  /** Refused, or came back. */
  bounced: number;
  complained: number;
  slowedUntil: Date | null;
  reason: string | null;
  connections: number | null;
}

/** The same of all receivers, however many are listed. */
export interface Totals {
  accepted: number;
  deferred: number;
  bounced: number;
  complained: number;
}

/**
 * Mailings that began in the last `days`, by who received them, the largest first. Leans on mailings (owner_id) and
 * deliveries (mailing_id, state). What the caller does not see (sealed people) is not counted.
 */
export function receptionOf(
  db: EntityManager,
  given: { within: readonly string[] | null; ownerId: string | null; days: number; limit: number },
): Promise<(Reception & { totals: Totals })[]> {
  return rows(
    db,
    `WITH recent AS (
       SELECT id FROM mailings WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1)) AND ($2::uuid IS NULL OR owner_id = $2)
         AND started_at > now() - make_interval(days => $3)),
     complaints AS (
       SELECT d.receiver, count(DISTINCT d.id) AS count FROM recent JOIN deliveries d ON d.mailing_id = recent.id
       JOIN tracking_events e ON e.delivery_id = d.id AND e.kind = 'complaint' GROUP BY 1),
     counted AS (
       SELECT d.receiver, count(*) FILTER (WHERE d.state = 'sent')::int AS accepted,
         count(*) FILTER (WHERE d.state = 'deferred' OR (d.state = 'pending' AND d.reason = 'not-so-fast'))::int AS deferred,
         count(*) FILTER (WHERE d.state = 'failed')::int AS bounced
       FROM recent JOIN deliveries d ON d.mailing_id = recent.id WHERE d.receiver IS NOT NULL GROUP BY 1),
     listed AS (
       SELECT c.*, coalesce(x.count, 0)::int AS complained FROM counted c LEFT JOIN complaints x USING (receiver)),
     largest AS (
       SELECT l.*, jsonb_build_object('accepted', sum(accepted) OVER (), 'deferred', sum(deferred) OVER (),
         'bounced', sum(bounced) OVER (), 'complained', sum(complained) OVER ()) AS totals
       FROM listed l ORDER BY accepted + deferred + bounced DESC, receiver LIMIT $4)
     SELECT l.*, p.slowed_until AS "slowedUntil", p.reason, p.connections
     FROM largest l LEFT JOIN receiving_pace((SELECT array_agg(receiver) FROM largest)) p USING (receiver)
     ORDER BY l.accepted + l.deferred + l.bounced DESC, l.receiver`,
    [given.within, given.ownerId, given.days, given.limit],
  );
}

export interface RelayPace {
  slowedUntil: Date | null;
  reason: string | null;
  isBroken: boolean;
}

/** The relay as a whole; none where nothing is the matter. */
export function relayPace(db: EntityManager): Promise<RelayPace[]> {
  return rows(
    db,
    `SELECT slowed_until AS "slowedUntil", reason, is_broken AS "isBroken" FROM receiving_pace(ARRAY['*'])`,
  );
}
