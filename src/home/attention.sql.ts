import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';

/*
 * What somebody should look at, and how far a newcomer has come. As in dashboard.sql.ts: `owners` says again what
 * row-level security says, and null leaves it to that.
 */
type Owners = readonly string[] | null;

const OF_OWNERS = `($1::uuid[] IS NULL OR owner_id = ANY ($1))`;

/**
 * Mail of the last seven days: of unknown fate (the relay never said), and sent back by the receiving side, at once or
 * later. Leans on deliveries_troubled and tracking_events_bounces, which hold few of very many.
 */
export async function countMailTroubles(
  db: EntityManager,
  owners: Owners,
): Promise<{ unknown: number; bounced: number }> {
  const found = await row<{ unknown: number; bounced: number }>(
    db,
    `WITH troubled AS MATERIALIZED (
       SELECT id, state FROM deliveries
       WHERE state IN ('unknown', 'failed') AND created_at > now() - interval '7 days' AND ${OF_OWNERS}),
     later AS (
       SELECT DISTINCT d.id FROM tracking_events t JOIN deliveries d ON d.id = t.delivery_id
       WHERE t.kind = 'bounce' AND t.at > now() - interval '7 days' AND d.created_at > now() - interval '7 days'
         AND d.state <> 'failed' AND ($1::uuid[] IS NULL OR d.owner_id = ANY ($1)))
     SELECT (SELECT count(*)::int FROM troubled WHERE state = 'unknown') AS unknown,
       (SELECT count(*)::int FROM troubled WHERE state = 'failed') + (SELECT count(*)::int FROM later) AS bounced`,
    [owners],
  );
  return found!;
}

/** People who wait for a place on a shift that has not begun. Leans on attendances_waiting. */
export async function countWaiting(db: EntityManager, owners: Owners): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM attendances a JOIN shifts s ON s.id = a.shift_id JOIN events e ON e.id = s.event_id
     WHERE a.state = 'waitlisted' AND e.state = 'published' AND s.starts_at > now() AND ($1::uuid[] IS NULL OR a.owner_id = ANY ($1))`,
    [owners],
  );
  return found!.count;
}

/**
 * Of the reference data that all chapters share: seats in which nobody sits today, and sitting officials whose
 * record no import has confirmed for ninety days (two imports missed, at one a month).
 */
export async function countOfficialTroubles(
  db: EntityManager,
): Promise<{ vacantSeats: number; unverified: number }> {
  const found = await row<{ vacantSeats: number; unverified: number }>(
    db,
    `SELECT
       (SELECT coalesce(sum(greatest(o.seat_count - (SELECT count(*) FROM terms t WHERE t.office_id = o.id
            AND (t.starts_on IS NULL OR t.starts_on <= current_date) AND (t.ends_on IS NULL OR t.ends_on >= current_date)), 0)), 0)::int
        FROM offices o) AS "vacantSeats",
       (SELECT count(*)::int FROM officials f WHERE NOT f.is_retired
          AND NOT EXISTS (SELECT 1 FROM official_sources s WHERE s.official_id = f.id AND s.verified_at >= now() - interval '90 days')
          AND EXISTS (SELECT 1 FROM terms t WHERE t.official_id = f.id AND (t.ends_on IS NULL OR t.ends_on >= current_date))
       ) AS unverified`,
  );
  return found!;
}

/** The account's own tasks whose day is past, as far as it sees them. Leans on tasks_of_assignee. */
export async function countOverdueTasks(
  db: EntityManager,
  owners: Owners,
  accountId: string,
): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM tasks t LEFT JOIN chapters c ON c.id = t.owner_id
     WHERE t.state = 'open' AND t.assignee_id = $2 AND ($1::uuid[] IS NULL OR t.owner_id = ANY ($1))
       AND t.due_on < (now() AT TIME ZONE coalesce(c.time_zone, 'America/New_York'))::date`,
    [owners, accountId],
  );
  return found!.count;
}

export interface Steps {
  isTestSent: boolean;
  hasPeople: boolean;
  isPetitionOpened: boolean;
}

/**
 * How far the caller's organizations have come by their own hands: what a sample brought along has not been done by
 * anybody. Acts are found in the audit log, which stays when what was tried out is removed again.
 */
export async function findSteps(db: EntityManager, owners: Owners): Promise<Steps> {
  const did = (action: string): string =>
    `EXISTS (SELECT 1 FROM audit_entries WHERE action = '${action}' AND ($1::uuid[] IS NULL OR organization_id = ANY ($1)))`;
  const found = await row<Steps>(
    db,
    `SELECT EXISTS (SELECT 1 FROM deliveries WHERE kind = 'mailing-test' AND ${OF_OWNERS}) AS "isTestSent",
       ${did('person.created')} OR ${did('people.imported')}
         OR EXISTS (SELECT 1 FROM people WHERE NOT is_practice AND ${OF_OWNERS}) AS "hasPeople",
       ${did('petition.published')} OR EXISTS (SELECT 1 FROM petitions WHERE NOT is_practice AND state <> 'draft' AND ${OF_OWNERS})
         AS "isPetitionOpened"`,
    [owners],
  );
  return found!;
}

export interface RecentDeed {
  id: string;
  at: Date;
  did: string;
  /** Null for what was counted without a record. */
  person: { id: string; name: string } | null;
  what: { kind: string; id: string | null; title: string };
}

/**
 * The newest lines of the ledger about people whom the caller sees. Each organization's own newest, since only those are in
 * the order of an index: engagements (owner_id, at DESC, id DESC).
 */
export function findRecentDeeds(
  db: EntityManager,
  owners: Owners,
  deeds: readonly string[],
  limit: number,
): Promise<RecentDeed[]> {
  return rows(
    db,
    `SELECT e.id, e.at, e.did,
       CASE WHEN p.id IS NULL THEN NULL
         ELSE jsonb_build_object('id', p.id, 'name', trim(p.given_name || ' ' || p.family_name)) END AS person,
       jsonb_build_object('kind', e.what_kind, 'id', e.what_id, 'title', e.what_title) AS what
     FROM unnest(coalesce($1::uuid[], accord_scope())) o (id)
     CROSS JOIN LATERAL (SELECT * FROM engagements n WHERE n.owner_id = o.id AND n.did = ANY ($2)
       ORDER BY n.at DESC, n.id DESC LIMIT $3) e
     LEFT JOIN people r ON r.id = e.person_id LEFT JOIN people p ON p.id = coalesce(r.merged_into, r.id)
     ORDER BY e.at DESC, e.id DESC LIMIT $3`,
    [owners, deeds, limit],
  );
}
