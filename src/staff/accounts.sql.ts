import { type EntityManager } from 'typeorm';
import { affected, row } from '../platform/database/sql.js';

/**
 * An account's state:
 *
 *     invited ──choosePassword──► active ◄──enable── disabled
 *        └──────────disable─────────┴──────disable──────►┘
 */
export type AccountState = 'invited' | 'active' | 'disabled';

export interface Account {
  id: string;
  name: string;
  email: string;
  locale: string;
  state: AccountState;
  passwordHash: string | null;
  hasTwoFactor: boolean;
}

const ACCOUNT = `
  SELECT id, name, email, locale, state, password_hash AS "passwordHash", totp_confirmed_at IS NOT NULL AS "hasTwoFactor"
  FROM accounts WHERE kind = 'person'`;

/** @param email in canonical form. */
export function findAccountByEmail(db: EntityManager, email: string): Promise<Account | undefined> {
  return row(db, `${ACCOUNT} AND email = $1`, [email]);
}

export function findAccount(db: EntityManager, id: string): Promise<Account | undefined> {
  return row(db, `${ACCOUNT} AND id = $1`, [id]);
}

/** Sets a password; whoever was invited is in by that. */
export async function storePassword(db: EntityManager, id: string, hash: string): Promise<void> {
  await affected(
    db,
    `UPDATE accounts SET password_hash = $2, state = CASE WHEN state = 'invited' THEN 'active' ELSE state END,
       updated_at = now() WHERE id = $1`,
    [id, hash],
  );
}

/** An organization the account works for, for the sender of its mail: the oldest grant's. */
export async function findEmployer(db: EntityManager, accountId: string): Promise<string | null> {
  const found = await row<{ id: string }>(
    db,
    `SELECT organization_id AS id FROM grants WHERE account_id = $1 ORDER BY created_at, id LIMIT 1`,
    [accountId],
  );
  return found?.id ?? null;
}

/** True where the network asks everybody for a second factor, or an organization asks a role that the account holds. */
export async function needsTwoFactor(db: EntityManager, accountId: string): Promise<boolean> {
  const found = await row<{ needs: boolean }>(db, `SELECT needs_second_factor($1) AS needs`, [accountId]);
  return found!.needs;
}
