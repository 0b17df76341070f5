import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type Filter } from './filter.access.js';

export interface Segment {
  id: string;
  ownerId: string;
  name: string;
  filter: Filter;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `s.id, s.owner_id AS "ownerId", s.name, s.filter, s.version,
  s.created_at AS "createdAt", s.updated_at AS "updatedAt"`;

export function findSegment(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Segment | undefined> {
  return row(
    db,
    `SELECT ${COLUMNS} FROM segments s
     WHERE s.id = $1 AND s.removed_at IS NULL AND ($2::uuid[] IS NULL OR s.owner_id = ANY ($2))`,
    [id, within],
  );
}

/** By name. */
export function findSegments(
  db: EntityManager,
  filter: { within: readonly string[] | null; ownerId: string | null; text: string | null },
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Segment[]> {
  return rows(
    db,
    `SELECT ${COLUMNS} FROM segments s
     WHERE s.removed_at IS NULL AND ($1::uuid[] IS NULL OR s.owner_id = ANY ($1))
       AND ($2::uuid IS NULL OR s.owner_id = $2) AND ($3::text IS NULL OR position(plain($3) IN plain(s.name)) > 0)
       AND ($4::text IS NULL OR (lower(s.name), s.id) > ($4, $5::uuid))
     ORDER BY lower(s.name), s.id LIMIT $6`,
    [filter.within, filter.ownerId, filter.text, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Filters by id, those of removed segments too: who refers to one goes on meaning what it said. */
export async function filtersOf(
  db: EntityManager,
  ids: readonly string[],
): Promise<Map<string, { filter: Filter; version: number }>> {
  const found = await rows<{ id: string; filter: Filter; version: number }>(
    db,
    `SELECT id, filter, version FROM segments WHERE id = ANY ($1) AND owner_id = ANY (accord_scope())`,
    [ids],
  );
  return new Map(found.map(({ id, ...rest }) => [id, rest]));
}

/** Its id, or null where the owner has one of this name. Leans on the unique index of names. */
export async function insertSegment(
  db: EntityManager,
  given: { ownerId: string; name: string; filter: Filter; version: number; accountId: string },
): Promise<string | null> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO segments (owner_id, name, filter, version, created_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING id`,
    [given.ownerId, given.name, JSON.stringify(given.filter), given.version, given.accountId],
  );
  return made?.id ?? null;
}

/** True unless the owner has another one of this name. */
export async function updateSegment(
  db: EntityManager,
  segment: { id: string; ownerId: string; name: string; filter: Filter; version: number },
): Promise<boolean> {
  const changed = await affected(
    db,
    `UPDATE segments SET name = $2, filter = $3, version = $4, updated_at = now()
     WHERE id = $1 AND removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM segments other
       WHERE other.owner_id = $5 AND lower(other.name) = lower($2) AND other.id <> $1 AND other.removed_at IS NULL)`,
    [segment.id, segment.name, JSON.stringify(segment.filter), segment.version, segment.ownerId],
  );
  return changed > 0;
}

export async function removeSegment(db: EntityManager, id: string): Promise<boolean> {
  const removed = await affected(
    db,
    'UPDATE segments SET removed_at = now() WHERE id = $1 AND removed_at IS NULL',
    [id],
  );
  return removed > 0;
}
