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

export function acknowledge(db: EntityManager, id: string, by: string): Promise<number> {
  return affected(
    db,
    `UPDATE removal_notices SET acknowledged_at = now(), acknowledged_by = $2 WHERE id = $1 AND acknowledged_at IS NULL`,
    [id, by],
  );
}

export interface ListedNotice {
  id: string;
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
  within: readonly string[] | null,
  after: string | null,
  limit: number,
): Promise<ListedNotice[]> {
  return rows(
    db,
    `SELECT n.id, n.organization_id AS "organizationId", o.public_name AS "organizationName", n.made_at AS "toldAt",
       n.acknowledged_at AS "acknowledgedAt",
       n.acknowledged_at IS NULL AND n.made_at < now() - interval '7 days' AS "isOverdue", t.n AS "peopleCount"
     FROM removal_notices n JOIN organizations o ON o.id = n.organization_id
     CROSS JOIN LATERAL (SELECT count(DISTINCT p.id)::int AS n FROM removal_notice_shares x JOIN shares s ON s.id = x.share_id
       JOIN people p ON p.id = s.person_id WHERE x.notice_id = n.id) t
     WHERE ($1::uuid[] IS NULL OR n.owner_id = ANY ($1)) AND ($2::text IS NULL OR n.id::text < $2) AND t.n > 0
     ORDER BY n.id DESC LIMIT $3`,
    [within, after, limit],
  );
}
