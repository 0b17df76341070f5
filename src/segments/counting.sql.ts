import { type EntityManager } from 'typeorm';
import { binding, row, rowsGuessed } from '../platform/database/sql.js';
import { compile } from './compile.js';
import { type Filter } from './filter.access.js';

/**
 * The ids of everybody in the filter: own people of these organizations, as far as the transaction's scope goes, and
 * nobody who is sealed. For others to embed: `p.id IN (${...})`. Binds to the end of the statement's parameters.
 *
 * @param within null is no filter of the query's own; the view's still is.
 */
export function idsOf(filter: Filter, within: readonly string[] | null, parameters: unknown[]): string {
  return `SELECT p.id FROM segment_people p WHERE ${whereOf(filter, within, parameters)}`;
}

function whereOf(filter: Filter, within: readonly string[] | null, parameters: unknown[]): string {
  const bind = binding(parameters);
  const owners = within === null ? 'true' : `p.owner_id = ANY (${bind(within, 'uuid[]')})`;
  return `${owners} AND ${compile(filter, bind)}`;
}

export async function countPeople(
  db: EntityManager,
  filter: Filter,
  within: readonly string[] | null,
): Promise<number> {
  const parameters: unknown[] = [];
  const sql = idsOf(filter, within, parameters);
  const found = await row<{ count: number }>(db, `SELECT count(*)::int AS count FROM (${sql}) x`, parameters);
  return found!.count;
}

/** Enough for two digits of a count, and read in tens of milliseconds. */
const SAMPLE = 20_000;

/** Lets segment_people_sample be about twenty thousand people drawn by block. Of how many blocks, the catalogue says. @returns percent */
export async function drawSample(db: EntityManager): Promise<number> {
  const drawn = await row<{ percent: number }>(
    db,
    `SELECT set_config('accord.sample', s.percent::text, true), s.percent
     FROM (SELECT least(100, greatest(0.01, 100.0 * $1 / greatest(reltuples, 1)))::float8 AS percent
       FROM pg_class WHERE oid = 'people'::regclass) s`,
    [SAMPLE],
  );
  return drawn!.percent;
}

/** The count among the people of a sample, made out for all. */
export async function countSample(
  db: EntityManager,
  filter: Filter,
  within: readonly string[] | null,
): Promise<number> {
  const percent = await drawSample(db);
  const parameters: unknown[] = [];
  const where = whereOf(filter, within, parameters);
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM segment_people_sample p WHERE ${where}`,
    parameters,
  );
  return Math.round((found!.count * 100) / percent);
}

/** What the planner believes, which reads nothing. */
export function guessCount(
  db: EntityManager,
  filter: Filter,
  within: readonly string[] | null,
): Promise<number> {
  const parameters: unknown[] = [];
  return rowsGuessed(db, idsOf(filter, within, parameters), parameters);
}

export interface CountKey {
  ownerId: string;
  filterHash: Buffer;
  scopeHash: Buffer;
}

export interface Count {
  count: number;
  isEstimate: boolean;
  countedAt: Date;
}

/** A count that was kept in the last so many seconds. Leans on the primary key. */
export async function keptCount(db: EntityManager, key: CountKey, seconds: number): Promise<Count | null> {
  const found = await row<Count>(
    db,
    `SELECT counted AS count, is_estimate AS "isEstimate", counted_at AS "countedAt" FROM segment_counts
     WHERE owner_id = $1 AND filter_hash = $2 AND scope_hash = $3 AND counted_at > now() - make_interval(secs => $4)`,
    [key.ownerId, key.filterHash, key.scopeHash, seconds],
  );
  return found ?? null;
}

/** Keeps it, and lets the owner's older ones go. */
export async function keepCount(
  db: EntityManager,
  key: CountKey,
  { count, isEstimate }: Count,
  seconds: number,
): Promise<void> {
  await db.query(
    `DELETE FROM segment_counts WHERE owner_id = $1 AND counted_at < now() - make_interval(secs => $2)`,
    [key.ownerId, seconds],
  );
  await db.query(
    `INSERT INTO segment_counts (owner_id, filter_hash, scope_hash, counted, is_estimate) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (owner_id, filter_hash, scope_hash)
       DO UPDATE SET counted = excluded.counted, is_estimate = excluded.is_estimate, counted_at = now()`,
    [key.ownerId, key.filterHash, key.scopeHash, count, isEstimate],
  );
}
