import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { plainHeading } from './column-guesses.js';
import { type ColumnMeaning, type Mapping } from './columns.js';

/** What columns were matched to before, by their plain headings. */
export interface SavedMapping {
  id: string;
  ownerId: string;
  name: string;
  columns: Record<string, ColumnMeaning>;
  changedAt: Date;
}

const COLUMNS = `id, owner_id AS "ownerId", name, columns, changed_at AS "changedAt"`;

/** The newest saved mapping that knows every heading of the file: such a file was here before. */
export async function savedColumns(
  db: EntityManager,
  ownerId: string,
  headings: readonly string[],
): Promise<ReadonlyMap<string, ColumnMeaning>> {
  const found = await row<SavedMapping>(
    db,
    `SELECT ${COLUMNS} FROM import_mappings WHERE owner_id = $1 AND columns ?& $2::text[] ORDER BY changed_at DESC LIMIT 1`,
    [ownerId, headings.map(plainHeading)],
  );
  return new Map(Object.entries(found?.columns ?? {}));
}

export function listMappings(
  db: EntityManager,
  within: readonly string[] | null,
  ownerId: string | null,
): Promise<SavedMapping[]> {
  return rows(
    db,
    `SELECT ${COLUMNS} FROM import_mappings
     WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1)) AND ($2::uuid IS NULL OR owner_id = $2) ORDER BY lower(name), id`,
    [within, ownerId],
  );
}

/** Saves what an import's columns mean; one of the same name is replaced. */
export async function saveMapping(
  db: EntityManager,
  ownerId: string,
  name: string,
  headings: readonly string[],
  mapping: Mapping,
): Promise<SavedMapping> {
  const columns = Object.fromEntries(headings.map((heading, at) => [plainHeading(heading), mapping[at]!]));
  const saved = await row<SavedMapping>(
    db,
    `INSERT INTO import_mappings (owner_id, name, columns) VALUES ($1, $2, $3)
     ON CONFLICT (owner_id, name) DO UPDATE SET columns = excluded.columns, changed_at = now() RETURNING ${COLUMNS}`,
    [ownerId, name, JSON.stringify(columns)],
  );
  return saved!;
}

export async function removeMapping(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<boolean> {
  const removed = await affected(
    db,
    'DELETE FROM import_mappings WHERE id = $1 AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))',
    [id, within],
  );
  return removed === 1;
}
