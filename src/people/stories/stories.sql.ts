import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type NewStoryRelease } from './stories.forms.js';
import { STORY_REMINDER_DAYS, type StoryEnd, type StoryRelease, type StoryState } from './story.js';

const RELEASE = `SELECT r.id, r.owner_id AS "ownerId", o.public_name AS "ownerName", p.id AS "personId",
    trim(p.given_name || ' ' || p.family_name) AS "personName", r.title, r.scope, r.audiences, r.channels, r.body, r.language,
    encode(r.content_hash, 'hex') AS "contentHash", r.attribution, r.risk_checked_on::text AS "riskCheckedOn",
    r.coached_on::text AS "coachedOn", r.given_by AS "givenBy", r.starts_on::text AS "startsOn", r.ends_on::text AS "endsOn",
    story_status(r.id) AS state, r.is_practice AS "isPractice",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'kind', u.what_kind, 'place', u.place, 'url', u.url,
       'state', u.state, 'published_at', u.published_at) ORDER BY u.id), '[]')
     FROM story_uses u WHERE u.release_id = r.id) AS uses
  FROM story_releases r JOIN organizations o ON o.id = r.owner_id
  JOIN people g ON g.id = r.person_id JOIN people p ON p.id = coalesce(g.merged_into, g.id)`;

/** By its id; with the person that whoever gave it was merged into. */
export function findStory(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<StoryRelease | undefined> {
  return row(db, `${RELEASE} WHERE r.id = $1 AND ($2::uuid[] IS NULL OR r.owner_id = ANY ($2))`, [
    id,
    within,
  ]);
}

export interface StoryFilter {
  within: readonly string[] | null;
  ownerId: string | null;
  /** The person and the records merged into them; null for everybody. */
  personIds: readonly string[] | null;
  state: StoryState | 'to-remove' | null;
}

/** Those that end first come first. Leans on story_releases (owner_id, ends_on, id). */
export function findStories(
  db: EntityManager,
  { within, ownerId, personIds, state }: StoryFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<StoryRelease[]> {
  return rows(
    db,
    `${RELEASE} WHERE ($1::uuid[] IS NULL OR r.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR r.owner_id = $2)
       AND ($3::uuid[] IS NULL OR r.person_id = ANY ($3))
       AND ($4::text IS NULL OR CASE WHEN $4 = 'to-remove'
         THEN EXISTS (SELECT 1 FROM story_uses u WHERE u.release_id = r.id AND u.state = 'to-remove')
         ELSE story_status(r.id) = $4 END)
       AND ($5::date IS NULL OR (r.ends_on, r.id) > ($5::date, $6::uuid))
     ORDER BY r.ends_on, r.id LIMIT $7`,
    [within, ownerId, personIds, state, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export async function insertStory(
  db: EntityManager,
  it: { ownerId: string; personId: string; accountId: string; form: NewStoryRelease; contentHash: Buffer },
): Promise<string> {
  const { form } = it;
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO story_releases (owner_id, person_id, title, scope, audiences, channels, body, language, content_hash,
       attribution, risk_checked_on, coached_on, given_by, starts_on, ends_on, recorded_by, is_practice)
     SELECT $1, p.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, p.is_practice FROM people p WHERE p.id = $2
     RETURNING id`,
    [
      ...[it.ownerId, it.personId, form.title, form.scope, form.audiences, form.channels, form.body],
      ...[form.language, it.contentHash, form.attribution, form.risk_checked_on, form.coached_on ?? null],
      ...[form.given_by, form.starts_on, form.ends_on, it.accountId],
    ],
  );
  return made!.id;
}

/** False where it was ended before. */
export async function insertEnd(
  db: EntityManager,
  id: string,
  reason: StoryEnd,
  accountId: string | null,
): Promise<boolean> {
  const made = await rows(
    db,
    `INSERT INTO story_release_ends (release_id, reason, ended_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
    [id, reason, accountId],
  );
  return made.length > 0;
}

/** Takes it off our own pages; gives the uses elsewhere, which are to be removed by hand from now on. */
export async function unpublish(
  db: EntityManager,
  releaseId: string,
): Promise<{ id: string; place: string; url: string }[]> {
  await affected(
    db,
    `UPDATE story_uses SET state = 'removed', unpublished_at = now()
     WHERE release_id = $1 AND what_kind = 'chapter-page' AND state = 'live'`,
    [releaseId],
  );
  return rows(
    db,
    `UPDATE story_uses SET state = 'to-remove' WHERE release_id = $1 AND what_kind = 'outside' AND state = 'live'
     RETURNING id, place, url`,
    [releaseId],
  );
}

export async function noteTask(db: EntityManager, useId: string, taskId: string): Promise<void> {
  await affected(db, `UPDATE story_uses SET task_id = $2 WHERE id = $1`, [useId, taskId]);
}

/** False where it stands on our page already. */
export async function insertUse(
  db: EntityManager,
  it: { ownerId: string; releaseId: string; kind: string; place: string; url: string; accountId: string },
): Promise<boolean> {
  const made = await rows(
    db,
    `INSERT INTO story_uses (owner_id, release_id, what_kind, place, url, published_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (release_id) WHERE what_kind = 'chapter-page' AND state = 'live' DO NOTHING RETURNING 1`,
    [it.ownerId, it.releaseId, it.kind, it.place, it.url, it.accountId],
  );
  return made.length > 0;
}

export function findUse(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<{ releaseId: string; ownerId: string } | undefined> {
  return row(
    db,
    `SELECT release_id AS "releaseId", owner_id AS "ownerId" FROM story_uses
     WHERE id = $1 AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`,
    [id, within],
  );
}

/** live, to-remove -> removed. 0 where it is gone already. */
export function removeUse(db: EntityManager, id: string): Promise<number> {
  return affected(
    db,
    `UPDATE story_uses SET state = 'removed', unpublished_at = now() WHERE id = $1 AND state <> 'removed'`,
    [id],
  );
}

/** Releases past their last day that nobody has put away yet. For the worker. */
export function findExpired(db: EntityManager): Promise<{ id: string; ownerId: string }[]> {
  return rows(
    db,
    `SELECT r.id, r.owner_id AS "ownerId" FROM story_releases r WHERE r.ends_on < current_date + 1
       AND NOT EXISTS (SELECT 1 FROM story_release_ends e WHERE e.release_id = r.id) AND story_status(r.id) = 'expired'`,
  );
}

export interface EndingStory {
  id: string;
  ownerId: string;
  endsOn: string;
  daysLeft: number;
  isPractice: boolean;
  /** Accounts that may know of it where the person is sealed; null for the whole team. */
  readerIds: string[] | null;
}

/** Releases for whose days left no reminder went yet. For the worker. */
export function findEndingStories(db: EntityManager): Promise<EndingStory[]> {
  return rows(
    db,
    `SELECT r.id, r.owner_id AS "ownerId", r.ends_on::text AS "endsOn", left_.days AS "daysLeft",
       r.is_practice AS "isPractice",
       CASE WHEN p.is_sealed THEN ARRAY(SELECT s.account_id FROM sealed_readers s WHERE s.person_id = p.id) END AS "readerIds"
     FROM story_releases r JOIN people p ON p.id = r.person_id LEFT JOIN chapters c ON c.id = r.owner_id
     CROSS JOIN LATERAL (SELECT r.ends_on - (now() AT TIME ZONE coalesce(c.time_zone, 'America/New_York'))::date AS days) left_
     WHERE left_.days BETWEEN 0 AND $1 AND story_status(r.id) = 'in-force'
       AND EXISTS (SELECT 1 FROM unnest($2::int[]) AS step WHERE step >= left_.days AND NOT EXISTS
         (SELECT 1 FROM story_reminders m WHERE m.release_id = r.id AND m.days_before = step))`,
    [Math.max(...STORY_REMINDER_DAYS), STORY_REMINDER_DAYS],
  );
}

/** Writes down every reminder that is due or past. False where another worker was first. */
export async function claimStoryReminders(
  db: EntityManager,
  { id, daysLeft }: EndingStory,
): Promise<boolean> {
  const claimed = await rows(
    db,
    `INSERT INTO story_reminders (release_id, days_before) SELECT $1, step FROM unnest($2::int[]) AS step WHERE step >= $3
     ON CONFLICT DO NOTHING RETURNING 1`,
    [id, STORY_REMINDER_DAYS, daysLeft],
  );
  return claimed.length > 0;
}

export interface StoryQuote {
  body: string;
  language: string;
  attribution: string;
}

/** See story_quotes in the migration. */
export function quotesOf(db: EntityManager, organizationId: string): Promise<StoryQuote[]> {
  return rows(db, `SELECT body, language, attribution FROM story_quotes($1)`, [organizationId]);
}
