import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

const ROLL_UP_LOCK = 4_010_001;

/** One roll-up or verification at a time, over all workers; the lock ends with the transaction. */
export async function lockCounts(db: EntityManager): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1)', [ROLL_UP_LOCK]);
}

/**
 * Takes the deltas away and adds them to the counts in one statement: each delta is counted once, whatever commits
 * meanwhile. The goal steps to the next of 100, 200, 500, 1,000 ... where 80 % of it is reached, up to its cap.
 * Needs lockCounts.
 */
export function addUpDeltas(db: EntityManager): Promise<{ id: string; confirmed: number }[]> {
  return rows(
    db,
    `WITH taken AS (DELETE FROM petition_deltas RETURNING petition_id, n),
     sums AS (SELECT petition_id, sum(n)::int AS n FROM taken GROUP BY petition_id)
     UPDATE petitions p SET
       confirmed_count = greatest(0, p.confirmed_count + sums.n),
       counted_at = now(),
       goal = CASE WHEN p.confirmed_count + sums.n < 0.8 * p.goal OR p.goal >= p.goal_cap THEN p.goal
         ELSE least(p.goal_cap, (
           SELECT min(step) FROM (SELECT (mantissa * 10 ^ exponent)::int AS step
             FROM unnest('{1,2,5}'::int[]) mantissa, generate_series(2, 8) exponent) ladder
           WHERE step > p.goal AND p.confirmed_count + sums.n < 0.8 * step)) END
     FROM sums WHERE p.id = sums.petition_id
     RETURNING p.id, p.confirmed_count AS confirmed`,
  );
}

export interface Drift {
  id: string;
  slug: string;
  /** What the count and the deltas said. */
  counted: number;
  /** Distinct canonical emails with a confirmed signature, of sealed people in full fives (signature_counts). */
  actual: number;
}

/** Whose counts are off, by one snapshot: what is confirmed while it runs is in neither number. */
export function findDrift(db: EntityManager): Promise<Drift[]> {
  return rows(db, `SELECT * FROM (${COUNTED_AND_ACTUAL}) c WHERE counted <> actual ORDER BY slug`);
}

/** Adds the difference, rather than setting the number: deltas that commit meanwhile stay right. Needs lockCounts. */
export function healDrift(db: EntityManager): Promise<Drift[]> {
  return rows(
    db,
    `UPDATE petitions p SET confirmed_count = greatest(0, p.confirmed_count + c.actual - c.counted), counted_at = now()
     FROM (${COUNTED_AND_ACTUAL}) c WHERE p.id = c.id AND c.counted <> c.actual
     RETURNING p.id, p.slug, c.counted, c.actual`,
  );
}

const COUNTED_AND_ACTUAL = `
  SELECT p.id, p.slug, p.confirmed_count + coalesce(d.n, 0)::int AS counted, coalesce(a.n, 0)::int AS actual
  FROM petitions p
  LEFT JOIN (SELECT petition_id, sum(n) AS n FROM petition_deltas GROUP BY petition_id) d ON d.petition_id = p.id
  LEFT JOIN signature_counts a ON a.petition_id = p.id`;
