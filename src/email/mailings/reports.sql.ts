import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { fromCursor } from '../../platform/paging/paging.js';
import { type DeliveryState } from '../sending/deliveries.sql.js';

/** Sent rows and people who clicked, of each mailing. Leans on deliveries (mailing_id, state). */
export async function countsOf(
  db: EntityManager,
  mailingIds: readonly string[],
): Promise<Map<string, { sent: number; clicked: number }>> {
  const found = await rows<{ id: string; sent: number; clicked: number }>(
    db,
    `SELECT m.id,
       (SELECT count(*)::int FROM deliveries d WHERE d.mailing_id = m.id AND d.state = 'sent') AS sent,
       (SELECT count(DISTINCT e.delivery_id)::int FROM mailing_links l JOIN tracking_events e ON e.link_id = l.id
        WHERE l.mailing_id = m.id AND NOT e.is_machine) AS clicked
     FROM unnest($1::uuid[]) AS m (id)`,
    [mailingIds],
  );
  return new Map(found.map((each) => [each.id, each]));
}

export function countStates(
  db: EntityManager,
  mailingId: string,
): Promise<{ state: DeliveryState; reason: string | null; count: number }[]> {
  return rows(
    db,
    `SELECT state, CASE WHEN state IN ('failed', 'suppressed', 'unknown', 'deferred') THEN split_part(reason, ':', 1) END AS reason,
       count(*)::int AS count
     FROM deliveries WHERE mailing_id = $1 GROUP BY 1, 2 ORDER BY count DESC`,
    [mailingId],
  );
}

/** How many left the server in the last minute, by the database's clock. */
export async function sentLastMinute(db: EntityManager, mailingId: string): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM deliveries
     WHERE mailing_id = $1 AND state = 'sent' AND settled_at > now() - interval '1 minute'`,
    [mailingId],
  );
  return found!.count;
}

export interface Responses {
  opened: number;
  openedAtAll: number;
  clicked: number;
  clickedAtAll: number;
  unsubscribed: number;
  complained: number;
}

/** People, not events: who opened or clicked, without machines and with them. */
export async function countResponses(db: EntityManager, mailingId: string): Promise<Responses> {
  const [found] = await rows<Responses>(
    db,
    `SELECT count(DISTINCT e.delivery_id) FILTER (WHERE e.kind = 'open' AND NOT e.is_machine)::int AS opened,
       count(DISTINCT e.delivery_id) FILTER (WHERE e.kind = 'open')::int AS "openedAtAll",
       count(DISTINCT e.delivery_id) FILTER (WHERE e.kind = 'click' AND NOT e.is_machine)::int AS clicked,
       count(DISTINCT e.delivery_id) FILTER (WHERE e.kind = 'click')::int AS "clickedAtAll",
       count(DISTINCT e.delivery_id) FILTER (WHERE e.kind = 'unsubscribe')::int AS unsubscribed,
       count(DISTINCT e.delivery_id) FILTER (WHERE e.kind = 'complaint')::int AS complained
     FROM deliveries d JOIN tracking_events e ON e.delivery_id = d.id WHERE d.mailing_id = $1`,
    [mailingId],
  );
  return found!;
}

/** Of whom a refusal speaks, whether it came while sending or later (sending/settlement.ts, inbound/effects.sql.ts). */
const BOUNCE_CLASS = `CASE reason WHEN 'hard-bounce' THEN 'hard'
    WHEN 'soft-bounce' THEN 'soft' WHEN 'gave-up-soft' THEN 'soft' WHEN 'gave-up-no-answer' THEN 'soft'
    WHEN 'policy-bounce' THEN 'policy' WHEN 'gave-up-policy' THEN 'policy'
    WHEN 'final-bounce' THEN 'final' WHEN 'refused' THEN 'final' END`;
/** A national list goes to thousands of domains; those that matter come first. */
const MOST_DOMAINS = 20;

export interface DomainBounces {
  /** Null for people who were erased since. */
  domain: string | null;
  sent: number;
  hard: number;
  soft: number;
  policy: number;
  final: number;
}

/** What came back, by the receiving domain: those with most first. Leans on deliveries (mailing_id, state). */
export function countBounces(db: EntityManager, mailingId: string): Promise<DomainBounces[]> {
  const of = (kind: string) => `count(*) FILTER (WHERE class = '${kind}')::int AS ${kind}`;
  return rows(
    db,
    `SELECT domain, count(*) FILTER (WHERE state = 'sent')::int AS sent, ${['hard', 'soft', 'policy', 'final'].map(of).join(', ')}
     FROM (SELECT nullif(split_part(canonical_email, '@', 2), '') AS domain, state,
         CASE WHEN state = 'failed' THEN ${BOUNCE_CLASS} END AS class
       FROM deliveries WHERE mailing_id = $1 AND state IN ('sent', 'failed')) ended
     GROUP BY domain HAVING count(class) > 0 ORDER BY count(class) DESC, domain LIMIT ${MOST_DOMAINS}`,
    [mailingId],
  );
}

export function countClicks(
  db: EntityManager,
  mailingId: string,
): Promise<{ url: string; people: number; automatic: number }[]> {
  return rows(
    db,
    `SELECT l.url, count(DISTINCT e.delivery_id) FILTER (WHERE NOT e.is_machine)::int AS people,
       count(DISTINCT e.delivery_id) FILTER (WHERE e.is_machine)::int AS automatic
     FROM mailing_links l LEFT JOIN tracking_events e ON e.link_id = l.id AND e.kind = 'click'
     WHERE l.mailing_id = $1 GROUP BY l.id, l.url ORDER BY people DESC, l.id`,
    [mailingId],
  );
}

export interface DeliveryRow {
  id: string;
  personId: string | null;
  name: string;
  address: string;
  state: DeliveryState;
  reason: string | null;
  reply: string | null;
  attempt: number;
  settledAt: Date | null;
  nextAt: Date;
}

export function findDeliveries(
  db: EntityManager,
  given: { mailingId: string; state: DeliveryState | null; after: string | undefined; limit: number },
): Promise<DeliveryRow[]> {
  const [id] = fromCursor(given.after, 1) ?? [null];
  return rows(
    db,
    `SELECT id, person_id AS "personId", name, address, state, reason, reply, attempt, settled_at AS "settledAt",
       next_at AS "nextAt"
     FROM deliveries WHERE mailing_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::bigint IS NULL OR id > $3)
     ORDER BY id LIMIT $4`,
    [given.mailingId, given.state, id, given.limit],
  );
}

/** A person's word about unknown rows; who said it stays in the row. Gives the ids that it settled. */
export function decideUnknown(
  db: EntityManager,
  given: { mailingId: string; ids: readonly string[] | null; isSentAgain: boolean; accountId: string },
): Promise<{ id: string }[]> {
  return rows(
    db,
    `UPDATE deliveries SET
       state = CASE WHEN $3 THEN 'pending' ELSE 'sent' END, claim_token = NULL, lease_until = NULL,
       reason = CASE WHEN $3 THEN 'sent-again' ELSE 'treated-as-sent' END, next_at = now(), resent_by = $4,
       settled_at = CASE WHEN $3 THEN NULL ELSE now() END
     WHERE mailing_id = $1 AND state = 'unknown' AND ($2::bigint[] IS NULL OR id = ANY ($2)) RETURNING id`,
    [given.mailingId, given.ids, given.isSentAgain, given.accountId],
  );
}
