import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { affected, row, rows } from '../../platform/database/sql.js';

/** A year and a month, where an organization said nothing: shorter than a year leaves out who acts once a year. */
const MONTHS = 12;
const WAIT_DAYS = 30;

export interface SunsetRule {
  isOn: boolean;
  /** No sign of life for so long, and somebody is asked. */
  months: number;
  /** So long after they were asked, mailings leave them out. */
  waitDays: number;
  /** By language: what they are asked. Without a template it is the standard text. */
  templates: Partial<Record<Language, string>>;
  /** The last mailing that asked. */
  mailingId: string | null;
  /** Who switched it on: win-backs are theirs. */
  changedBy: string | null;
}

const COLUMNS = `is_on AS "isOn", months, wait_days AS "waitDays", templates, mailing_id AS "mailingId",
  changed_by AS "changedBy"`;

/** The transaction's scope must hold the organization, or see all as the worker does. */
export async function findSunsetRule(db: EntityManager, ownerId: string): Promise<SunsetRule> {
  const found = await row<SunsetRule>(db, `SELECT ${COLUMNS} FROM sunset_rules WHERE owner_id = $1`, [
    ownerId,
  ]);
  return (
    found ?? {
      ...{ isOn: false, months: MONTHS, waitDays: WAIT_DAYS },
      ...{ templates: {}, mailingId: null, changedBy: null },
    }
  );
}

/** Of these organizations those that leave out whom their rule let go. The transaction's scope must hold them. */
export async function rulesThatAreOn(db: EntityManager, ids: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT owner_id AS id FROM sunset_rules WHERE is_on AND owner_id = ANY ($1)`,
    [ids],
  );
  return found.map(({ id }) => id);
}

export async function putSunsetRule(
  db: EntityManager,
  ownerId: string,
  rule: Pick<SunsetRule, 'isOn' | 'months' | 'waitDays' | 'templates'>,
  accountId: string,
): Promise<void> {
  await db.query(
    `INSERT INTO sunset_rules (owner_id, is_on, months, wait_days, templates, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (owner_id) DO UPDATE SET is_on = EXCLUDED.is_on, months = EXCLUDED.months, wait_days = EXCLUDED.wait_days,
       templates = EXCLUDED.templates, changed_by = EXCLUDED.changed_by, changed_at = now()`,
    [ownerId, rule.isOn, rule.months, rule.waitDays, JSON.stringify(rule.templates), accountId],
  );
}

/** A day, less what one turn may begin earlier than the one before. */
const BETWEEN_TURNS = `interval '20 hours'`;
const IS_DUE = `is_on AND (ran_at IS NULL OR ran_at < now() - ${BETWEEN_TURNS})`;

/** Whose turn it is. */
export function dueRules(db: EntityManager): Promise<{ ownerId: string }[]> {
  return rows(db, `SELECT owner_id AS "ownerId" FROM sunset_rules WHERE ${IS_DUE} ORDER BY owner_id`);
}

/** Takes the organization's turn of the day; undefined where another worker was faster, or it was switched off. */
export async function takeTurn(db: EntityManager, ownerId: string): Promise<SunsetRule | undefined> {
  const taken = await affected(
    db,
    `UPDATE sunset_rules SET ran_at = now() WHERE owner_id = $1 AND ${IS_DUE}`,
    [ownerId],
  );
  return taken > 0 ? findSunsetRule(db, ownerId) : undefined;
}

export async function noteWinBack(db: EntityManager, ownerId: string, mailingId: string): Promise<void> {
  await db.query(`UPDATE sunset_rules SET mailing_id = $2 WHERE owner_id = $1`, [ownerId, mailingId]);
}
