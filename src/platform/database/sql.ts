import { type EntityManager } from 'typeorm';

/**
 * Runs one statement and returns its rows. TypeORM answers a bare UPDATE or DELETE with [rows, count]
 * and everything else with rows; here both are rows.
 */
export async function rows<Row>(db: EntityManager, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const result: unknown = await db.query(sql, parameters);
  const isPair = Array.isArray(result) && Array.isArray(result[0]) && typeof result[1] === 'number';
  return (isPair ? (result as unknown[])[0] : result) as Row[];
}

/** The first row, or undefined. */
export async function row<Row>(
  db: EntityManager,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row | undefined> {
  return (await rows<Row>(db, sql, parameters))[0];
}

/** How many rows a bare UPDATE or DELETE (without RETURNING) touched. */
export async function affected(db: EntityManager, sql: string, parameters: unknown[] = []): Promise<number> {
  const result: unknown = await db.query(sql, parameters);
  if (Array.isArray(result) && typeof result[1] === 'number') return result[1];
  throw new Error('affected() takes a bare UPDATE or DELETE');
}

/** Keeps a value for the statement and gives its place, with the type it is read as: `$7::uuid[]`. */
export type Bind = (value: unknown, type: string) => string;

/** Keeps values at the end of a statement's own and gives their places. */
export function binding(parameters: unknown[]): Bind {
  return (value, type) => `$${parameters.push(value)}::${type}`;
}

/** How many rows the planner believes a statement gives; it is planned and not run. */
export async function rowsGuessed(db: EntityManager, sql: string, parameters: unknown[]): Promise<number> {
  const found = await row<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    db,
    `EXPLAIN (FORMAT JSON) ${sql}`,
    parameters,
  );
  return found!['QUERY PLAN'][0].Plan['Plan Rows'];
}

/**
 * Lets this transaction hold whole sets of people in memory: PostgreSQL makes a hash table of a set only where it fits into
 * twice this, and a million ids take 40 MB. With its 4 MB it asks an index for every person instead, a hundred times the work.
 */
export async function roomForSets(db: EntityManager): Promise<void> {
  await db.query(`SELECT set_config('work_mem', '24MB', true)`);
}

/** What a statement that ran out of its time is refused with (query_canceled). */
export const OUT_OF_TIME = '57014';

/** Ends the transaction with OUT_OF_TIME when a statement takes longer: nobody waits at a screen for an exact number. */
export async function limitTime(db: EntityManager, milliseconds: number): Promise<void> {
  await roomForSets(db);
  await db.query(`SELECT set_config('statement_timeout', $1, true)`, [String(milliseconds)]);
}
