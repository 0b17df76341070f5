import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type DataClass } from './retention.js';

export interface RetentionRule {
  ownerId: string;
  dataClass: DataClass;
  keepDays: number;
  isOn: boolean;
}

/** Of one organization, or all that are on. */
export function findRules(db: EntityManager, ownerId: string | null): Promise<RetentionRule[]> {
  return rows(
    db,
    `SELECT owner_id AS "ownerId", data_class AS "dataClass", keep_days AS "keepDays", is_on AS "isOn"
     FROM retention_rules WHERE CASE WHEN $1::uuid IS NULL THEN is_on ELSE owner_id = $1 END ORDER BY owner_id, data_class`,
    [ownerId],
  );
}

export async function upsertRule(db: EntityManager, rule: RetentionRule, accountId: string): Promise<void> {
  await db.query(
    `INSERT INTO retention_rules (owner_id, data_class, keep_days, is_on, changed_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (owner_id, data_class) DO UPDATE SET keep_days = excluded.keep_days, is_on = excluded.is_on,
       changed_by = excluded.changed_by, changed_at = now()`,
    [rule.ownerId, rule.dataClass, rule.keepDays, rule.isOn, accountId],
  );
}

type Reach = Pick<RetentionRule, 'ownerId' | 'dataClass' | 'keepDays'>;

/** See count_expired in the migration: what the rule would delete now. */
export async function countExpired(db: EntityManager, rule: Reach): Promise<number> {
  const found = await row<{ n: number }>(
    db,
    `SELECT count_expired($1, $2, now() - make_interval(days => $3)) AS n`,
    [rule.ownerId, rule.dataClass, rule.keepDays],
  );
  return found!.n;
}

/** Deletes it and keeps how much it was, in one statement; nothing is kept of nothing. As the owner of the tables. */
export async function purge(db: EntityManager, rule: Reach): Promise<number> {
  const [purged] = await rows<{ counted: number }>(
    db,
    `INSERT INTO purges (owner_id, data_class, older_than, counted)
     SELECT $1, $2, b.at, p.n FROM (SELECT now() - make_interval(days => $3) AS at) b
     CROSS JOIN LATERAL purge_expired($1, $2, b.at) AS p (n) WHERE p.n > 0 RETURNING counted`,
    [rule.ownerId, rule.dataClass, rule.keepDays],
  );
  return purged?.counted ?? 0;
}

export interface Purge {
  dataClass: DataClass;
  olderThan: Date;
  counted: number;
  at: Date;
}

const LATEST = 50;

/** The latest, newest first. */
export function findPurges(db: EntityManager, ownerId: string): Promise<Purge[]> {
  return rows(
    db,
    `SELECT data_class AS "dataClass", older_than AS "olderThan", counted, at FROM purges WHERE owner_id = $1
     ORDER BY id DESC LIMIT ${LATEST}`,
    [ownerId],
  );
}
