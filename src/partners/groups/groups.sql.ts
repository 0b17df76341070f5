import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type GroupMember, type GroupNote, type GroupRole, type WorkingGroup } from './group.js';

const GROUP = `SELECT g.id, g.parent_id AS "parentId", c.public_name AS "parentName", o.public_name AS name, g.charter,
    o.is_practice AS "isPractice", (SELECT count(*)::int FROM working_group_members m
      WHERE m.owner_id = g.id AND (m.until IS NULL OR m.until > current_date)) AS "memberCount"
  FROM working_groups g JOIN organizations o ON o.id = g.id JOIN organizations c ON c.id = g.parent_id
  WHERE ($1::uuid[] IS NULL OR g.id = ANY ($1))`;

/** By name; the key is (name, id). */
export function findGroups(
  db: EntityManager,
  within: readonly string[] | null,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<WorkingGroup[]> {
  return rows(
    db,
    `${GROUP} AND ($2::text IS NULL OR (plain(o.public_name), g.id) > (plain($2), $3::uuid))
     ORDER BY plain(o.public_name), g.id LIMIT $4`,
    [within, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export function findGroup(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<WorkingGroup | undefined> {
  return row(db, `${GROUP} AND g.id = $2`, [within, id]);
}

export async function insertGroup(
  db: EntityManager,
  { id, parentId, charter }: { id: string; parentId: string; charter: string },
): Promise<void> {
  await db.query(`INSERT INTO working_groups (id, parent_id, charter) VALUES ($1, $2, $3)`, [
    id,
    parentId,
    charter,
  ]);
}

export async function updateCharter(db: EntityManager, id: string, charter: string): Promise<void> {
  await affected(db, `UPDATE working_groups SET charter = $2 WHERE id = $1`, [id, charter]);
}

/** The chair first, then by name, those who left last; people as far as the caller sees them. */
export function findMembers(db: EntityManager, groupId: string): Promise<GroupMember[]> {
  return rows(
    db,
    `SELECT m.id, p.id AS "personId", m.partner_id AS "organizationId",
       coalesce(o.public_name, trim(p.given_name || ' ' || p.family_name)) AS name, e.address AS email, m.role,
       m.since::text AS since, m.until::text AS until,
       CASE WHEN p.id IS NOT NULL THEN coalesce(s.is_subscribed, false) END AS "isSubscribed"
     FROM working_group_members m
     LEFT JOIN people h ON h.id = m.person_id LEFT JOIN people p ON p.id = coalesce(h.merged_into, h.id)
     LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     LEFT JOIN subscriptions s ON s.person_id = p.id AND s.organization_id = m.owner_id AND s.channel = 'email'
     LEFT JOIN organizations o ON o.id = m.partner_id
     WHERE m.owner_id = $1
     ORDER BY m.until NULLS FIRST, m.role, name, m.id`,
    [groupId],
  );
}

export interface NewMember {
  groupId: string;
  personId: string | null;
  partnerId: string | null;
  role: GroupRole;
  since: string | null;
}

/** Whoever is a member already stays as they are. @throws a unique violation for a second chair. */
export async function insertMember(db: EntityManager, it: NewMember): Promise<void> {
  await db.query(
    `INSERT INTO working_group_members (owner_id, person_id, partner_id, role, since)
     SELECT $1, $2, $3, $4, coalesce($5, current_date)
     WHERE NOT EXISTS (SELECT 1 FROM working_group_members m WHERE m.owner_id = $1 AND m.until IS NULL
       AND (m.person_id = $2 OR m.partner_id = $3))`,
    [it.groupId, it.personId, it.partnerId, it.role, it.since],
  );
}

export async function updateMember(
  db: EntityManager,
  groupId: string,
  id: string,
  { role, until }: { role?: GroupRole; until?: string },
): Promise<{ personId: string | null } | undefined> {
  return row(
    db,
    `UPDATE working_group_members SET role = coalesce($3, role), until = coalesce($4::date, until)
     WHERE id = $1 AND owner_id = $2 RETURNING person_id AS "personId"`,
    [id, groupId, role ?? null, until ?? null],
  );
}

export function findNotes(db: EntityManager, groupId: string): Promise<GroupNote[]> {
  return rows(
    db,
    `SELECT n.id, a.name AS author, n.body, n.created_at AS at FROM working_group_notes n
     LEFT JOIN accounts a ON a.id = n.author_id WHERE n.owner_id = $1 ORDER BY n.id DESC LIMIT 200`,
    [groupId],
  );
}

export async function insertNote(
  db: EntityManager,
  groupId: string,
  authorId: string,
  body: string,
): Promise<void> {
  await db.query(`INSERT INTO working_group_notes (owner_id, author_id, body) VALUES ($1, $2, $3)`, [
    groupId,
    authorId,
    body,
  ]);
}
