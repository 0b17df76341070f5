import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type OptInForm } from './opt-in.access.js';

export interface OptInRule {
  id: string;
  ownerId: string;
  form: OptInForm | null;
  country: string | null;
  madeAt: Date;
}

/** All that hold for an organization of the scope, those of the network above it too. */
export function findRules(db: EntityManager, organizationId: string): Promise<OptInRule[]> {
  return rows(
    db,
    `SELECT id, owner_id AS "ownerId", form, country, made_at AS "madeAt" FROM opt_in_rules_of($1)
     ORDER BY owner_id <> $1, form NULLS FIRST, country NULLS FIRST`,
    [organizationId],
  );
}

/** One that stands already is left as it is. */
export async function insertRule(
  db: EntityManager,
  rule: {
    ownerId: string;
    form: OptInForm | null;
    country: string | null;
    spellings: readonly string[];
    accountId: string;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO opt_in_rules (owner_id, form, country, spellings, made_by)
     VALUES ($1, $2, $3, ARRAY(SELECT DISTINCT plain(s) FROM unnest($4::text[]) s), $5)
     ON CONFLICT (owner_id, form, country) DO NOTHING`,
    [rule.ownerId, rule.form, rule.country, rule.spellings, rule.accountId],
  );
}

/** Undefined where the caller's organizations have no such rule. */
export function findRule(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<OptInRule | undefined> {
  return row(
    db,
    `SELECT id, owner_id AS "ownerId", form, country, made_at AS "madeAt" FROM opt_in_rules
     WHERE id = $1 AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`,
    [id, within],
  );
}

export async function deleteRule(db: EntityManager, id: string): Promise<void> {
  await affected(db, `DELETE FROM opt_in_rules WHERE id = $1`, [id]);
}
