import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';

export interface Ended {
  ownerId: string;
  organizationId: string;
  shareIds: string[];
}

/** Shares that ended before their time and of which the partner was not told. Leans on the primary keys of both. */
export function findUntold(db: EntityManager): Promise<Ended[]> {
  return rows(
    db,
    `SELECT s.from_id AS "ownerId", s.to_id AS "organizationId", array_agg(s.id) AS "shareIds"
     FROM share_ends e JOIN shares s ON s.id = e.share_id JOIN partners p ON p.id = s.to_id
     WHERE NOT EXISTS (SELECT 1 FROM removal_notice_shares n WHERE n.share_id = s.id)
     GROUP BY s.from_id, s.to_id`,
  );
}

/** The lock makes workers that look at once take turns; who comes second finds these told. It ends with the transaction. */
export async function lockNotices(db: EntityManager): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(4030730)`);
}

export async function insertNotice(
  db: EntityManager,
  { ownerId, organizationId, shareIds }: Ended,
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `WITH notice AS (INSERT INTO removal_notices (owner_id, organization_id) VALUES ($1, $2) RETURNING id)
     INSERT INTO removal_notice_shares (share_id, notice_id) SELECT each, notice.id FROM notice, unnest($3::uuid[]) AS each
     RETURNING notice_id AS id`,
    [ownerId, organizationId, shareIds],
  );
  return made!.id;
}

/** A notice of which the partner has heard nothing: there was nobody to write to. */
export interface Untold extends Pick<Ended, 'ownerId' | 'organizationId'> {
  id: string;
  count: number;
}

/** Those that still wait, to be written as soon as there is somebody to write to. */
export function findWaiting(db: EntityManager): Promise<Untold[]> {
  return rows(
    db,
    `SELECT n.id, n.owner_id AS "ownerId", n.organization_id AS "organizationId",
       (SELECT count(*)::int FROM removal_notice_shares x WHERE x.notice_id = n.id) AS count
     FROM removal_notices n WHERE n.is_untold AND n.acknowledged_at IS NULL`,
  );
}

/** What a task to tell the partner by hand is about. */
export interface ByHand {
  dueOn: string;
  /** The partner as the owner knows it; null where the owner is none of its chapters. */
  membershipId: string | null;
  /** Where everybody whom it concerns is sealed, one of them: others must not learn that there is such a task. */
  sealedId: string | null;
}

export async function findByHand(db: EntityManager, noticeId: string): Promise<ByHand> {
  const found = await row<ByHand>(
    db,
    `SELECT (n.made_at::date + 7)::text AS "dueOn",
       (SELECT m.id FROM memberships m WHERE m.chapter_id = n.owner_id AND m.partner_id = n.organization_id) AS "membershipId",
       (SELECT CASE WHEN bool_and(p.is_sealed) THEN min(p.id::text) END FROM removal_notice_shares x
        JOIN shares s ON s.id = x.share_id JOIN people p ON p.id = s.person_id WHERE x.notice_id = n.id) AS "sealedId"
     FROM removal_notices n WHERE n.id = $1`,
    [noticeId],
  );
  return found!;
}

export function markUntold(db: EntityManager, id: string, taskId: string): Promise<number> {
  return affected(db, `UPDATE removal_notices SET is_untold = true, task_id = $2 WHERE id = $1`, [
    id,
    taskId,
  ]);
}

export function markTold(db: EntityManager, id: string): Promise<number> {
  return affected(db, `UPDATE removal_notices SET is_untold = false WHERE id = $1`, [id]);
}

export interface RemovalNotice {
  id: string;
  ownerId: string;
  organizationName: string;
  acknowledgedAt: Date | null;
  /** Who is to be removed, as far as their owner may still say it. */
  people: { name: string; email: string | null }[];
}

export function findNotice(db: EntityManager, id: string): Promise<RemovalNotice | undefined> {
  return row(
    db,
    `SELECT n.id, n.owner_id AS "ownerId", o.public_name AS "organizationName", n.acknowledged_at AS "acknowledgedAt",
       (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('name', trim(p.given_name || ' ' || p.family_name),
          'email', e.address)), '[]')
        FROM removal_notice_shares x JOIN shares s ON s.id = x.share_id JOIN people p ON p.id = s.person_id
        LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
        WHERE x.notice_id = n.id AND n.acknowledged_at IS NULL) AS people
     FROM removal_notices n JOIN organizations o ON o.id = n.organization_id WHERE n.id = $1`,
    [id],
  );
}

/** @returns the notice's task, if it has one; undefined where it was acknowledged before. */
export async function acknowledge(
  db: EntityManager,
  id: string,
  by: 'link' | 'staff',
  words = '',
): Promise<{ taskId: string | null } | undefined> {
  const acknowledged = await rows<{ taskId: string | null }>(
    db,
    `UPDATE removal_notices SET acknowledged_at = now(), acknowledged_by = $2, acknowledged_words = $3
     WHERE id = $1 AND acknowledged_at IS NULL RETURNING task_id AS "taskId"`,
    [id, by, words],
  );
  return acknowledged[0];
}

export interface ListedNotice {
  id: string;
  ownerId: string;
  isUntold: boolean;
  acknowledgedWords: string;
  people: { id: string; name: string }[];
  organizationId: string;
  organizationName: string;
  peopleCount: number;
  toldAt: Date;
  acknowledgedAt: Date | null;
  isOverdue: boolean;
}

/**
 * Notices of these owners, newest first: ids are made in the order of time. A week is what a partner's staff needs to
 * go through their exports; agreements may say less. One that is only about people whom the transaction does not see is
 * left out: that there is one would tell of them.
 */
export function findNotices(
  db: EntityManager,
  filter: { within: readonly string[] | null; id: string | null },
  after: string | null,
  limit: number,
): Promise<ListedNotice[]> {
  return rows(
    db,
    `SELECT n.id, n.owner_id AS "ownerId", n.organization_id AS "organizationId", o.public_name AS "organizationName",
       n.made_at AS "toldAt", n.is_untold AS "isUntold", n.acknowledged_at AS "acknowledgedAt",
       n.acknowledged_words AS "acknowledgedWords", t.people,
       n.acknowledged_at IS NULL AND n.made_at < now() - interval '7 days' AS "isOverdue", t.n AS "peopleCount"
     FROM removal_notices n JOIN organizations o ON o.id = n.organization_id
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS n, coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) ORDER BY d.name, d.id) FILTER (WHERE $4::uuid IS NOT NULL), '[]')
         AS people
       FROM (SELECT DISTINCT p.id, trim(p.given_name || ' ' || p.family_name) AS name FROM removal_notice_shares x JOIN shares s ON s.id = x.share_id
       JOIN people p ON p.id = s.person_id WHERE x.notice_id = n.id) d) t
     WHERE ($1::uuid[] IS NULL OR n.owner_id = ANY ($1)) AND ($2::text IS NULL OR n.id::text < $2) AND t.n > 0
       AND ($4::uuid IS NULL OR n.id = $4)
     ORDER BY n.id DESC LIMIT $3`,
    [filter.within, after, limit, filter.id],
  );
}
