import { type EntityManager } from 'typeorm';
import { affected, row } from '../../platform/database/sql.js';
import { type Account } from '../accounts.sql.js';

/** The account of somebody whom the provider vouches for. By the key of identities. */
export function findLinked(
  db: EntityManager,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<Pick<Account, 'id' | 'name' | 'email' | 'state'> | undefined> {
  return row(
    db,
    `SELECT a.id, a.name, a.email, a.state FROM identities i JOIN accounts a ON a.id = i.account_id
     WHERE i.issuer = $1 AND i.subject = $2`,
    [issuer, subject],
  );
}

export async function linkIdentity(
  db: EntityManager,
  { issuer, subject, accountId }: { issuer: string; subject: string; accountId: string },
): Promise<void> {
  await db.query(
    `INSERT INTO identities (issuer, subject, account_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [issuer, subject, accountId],
  );
}

/** Whoever was invited and comes by single sign-on is in by that, as by choosing a password. */
export function acceptInvitation(db: EntityManager, accountId: string): Promise<number> {
  return affected(
    db,
    `UPDATE accounts SET state = 'active', updated_at = now() WHERE id = $1 AND state = 'invited'`,
    [accountId],
  );
}
