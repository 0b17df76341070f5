import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type FrozenStep, type Journey, type JourneyState } from './journey.js';

const COLUMNS = `j.id, j.owner_id AS "ownerId", o.public_name AS "ownerName", j.name, j.state, j.did, j.what_id AS "whatId",
  j.what_title AS "whatTitle", j.repeats, j.steps, j.version, j.created_at AS "createdAt", o.is_practice AS "isPractice",
  c.waiting, c.done, c.left, c.failed`;
/** Counts what the scope sees: somebody who is sealed is in no count. Leans on journey_runs (journey_id, ...). */
const FROM = `journeys j JOIN organizations o ON o.id = j.owner_id
  LEFT JOIN LATERAL (SELECT (count(*) FILTER (WHERE r.state = 'waiting'))::int AS waiting,
      (count(*) FILTER (WHERE r.state = 'done'))::int AS done, (count(*) FILTER (WHERE r.state = 'left'))::int AS left,
      (count(*) FILTER (WHERE r.state = 'failed'))::int AS failed
    FROM journey_runs r WHERE r.journey_id = j.id) c ON true`;

/** Newest first; `after` is the [created_at, id] of the last row shown. */
export function findJourneys(
  db: EntityManager,
  filter: { within: readonly string[] | null; ownerId: string | null; state: JourneyState | null },
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<(Journey & { key: string })[]> {
  return rows(
    db,
    `SELECT ${COLUMNS}, j.created_at::text AS key FROM ${FROM}
     WHERE ($1::uuid[] IS NULL OR j.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR j.owner_id = $2)
       AND ($3::text IS NULL OR j.state = $3)
       AND ($4::timestamptz IS NULL OR (j.created_at, j.id) < ($4::timestamptz, $5::uuid))
     ORDER BY j.created_at DESC, j.id DESC LIMIT $6`,
    [filter.within, filter.ownerId, filter.state, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export function findJourney(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Journey | undefined> {
  return row(
    db,
    `SELECT ${COLUMNS} FROM ${FROM} WHERE j.id = $1 AND ($2::uuid[] IS NULL OR j.owner_id = ANY ($2))`,
    [id, within],
  );
}

export type JourneyFields = Pick<Journey, 'name' | 'did' | 'whatId' | 'whatTitle' | 'repeats' | 'steps'>;

export async function insertJourney(
  db: EntityManager,
  ownerId: string,
  accountId: string,
  it: JourneyFields,
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO journeys (owner_id, created_by, name, did, what_id, what_title, repeats, steps)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [ownerId, accountId, it.name, it.did, it.whatId, it.whatTitle, it.repeats, JSON.stringify(it.steps)],
  );
  return made!.id;
}

/** Changes it in every state but ended. @returns 0 where it has ended meanwhile */
export function updateJourney(db: EntityManager, id: string, it: JourneyFields): Promise<number> {
  return affected(
    db,
    `UPDATE journeys SET name = $2, did = $3, what_id = $4, what_title = $5, repeats = $6, steps = $7, updated_at = now()
     WHERE id = $1 AND state <> 'ended'`,
    [id, it.name, it.did, it.whatId, it.whatTitle, it.repeats, JSON.stringify(it.steps)],
  );
}

/**
 * One transition: it happens from the states named and from no other. Being switched on, it looks at no deed that was
 * there before.
 */
export async function moveJourney(
  db: EntityManager,
  id: string,
  from: readonly JourneyState[],
  to: JourneyState,
): Promise<boolean> {
  const moved = await affected(
    db,
    `UPDATE journeys j SET state = $3, updated_at = now(), marked_at = now(),
       seen_engagement_id = CASE WHEN $3 = 'on' THEN e.newest ELSE seen_engagement_id END,
       marked_engagement_id = CASE WHEN $3 = 'on' THEN e.newest ELSE marked_engagement_id END
     FROM (SELECT coalesce(max(id), 0) AS newest FROM engagements) e
     WHERE j.id = $1 AND j.state = ANY ($2)`,
    [id, from, to],
  );
  return moved > 0;
}

/** Only a draft goes; what was ever on stays, with what it did. */
export async function deleteDraft(db: EntityManager, id: string): Promise<boolean> {
  return (await affected(db, `DELETE FROM journeys WHERE id = $1 AND state = 'draft'`, [id])) > 0;
}

/** Keeps a new version where the steps differ from the newest one's, and makes it the one that runs start with. */
export async function freezeSteps(
  db: EntityManager,
  id: string,
  steps: readonly FrozenStep[],
): Promise<void> {
  await db.query(
    `WITH frozen AS (SELECT $2::jsonb AS steps, sha256(convert_to($2::jsonb::text, 'UTF8')) AS hash),
     made AS (
       INSERT INTO journey_versions (journey_id, version, steps, steps_hash)
       SELECT j.id, j.version + 1, f.steps, f.hash FROM journeys j, frozen f WHERE j.id = $1
         AND NOT EXISTS (SELECT 1 FROM journey_versions v
           WHERE v.journey_id = j.id AND v.version = j.version AND v.steps_hash = f.hash)
       RETURNING version)
     UPDATE journeys SET version = made.version FROM made WHERE id = $1`,
    [id, JSON.stringify(steps)],
  );
}

/** Those of these tags that are not this organization's. */
export async function foreignTags(
  db: EntityManager,
  ownerId: string,
  tagIds: readonly string[],
): Promise<Set<string>> {
  const own = await rows<{ id: string }>(
    db,
    `SELECT id FROM tags WHERE id = ANY ($1::uuid[]) AND owner_id = $2`,
    [tagIds, ownerId],
  );
  return new Set(tagIds.filter((id) => !own.some((tag) => tag.id === id)));
}
