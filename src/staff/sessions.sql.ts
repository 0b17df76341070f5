import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type SessionStage } from './session.access.js';

/** ASVS 7.3: a session ends after so long without a request, and in any case at its `ends_at`. */
const IDLE = `interval '12 hours'`;
const ABSOLUTE = `interval '7 days'`;
const LIVING = `s.ends_at > now() AND s.seen_at > now() - ${IDLE}`;

export interface SessionRow {
  id: string;
  accountId: string;
  name: string;
  email: string;
  locale: string;
  csrfToken: string;
  stage: SessionStage;
  passwordAt: Date;
  isSeenLately: boolean;
}

/** Whoever holds the token whose hash this is, as long as session and account live. By the unique index of the hash. */
export function findSession(db: EntityManager, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return row(
    db,
    `SELECT s.id, a.id AS "accountId", a.name, a.email, a.locale, s.csrf_token AS "csrfToken",
       s.password_at AS "passwordAt", s.seen_at > now() - interval '1 minute' AS "isSeenLately",
       CASE
         WHEN s.second_factor_at IS NOT NULL THEN 'complete'
         WHEN a.totp_confirmed_at IS NOT NULL THEN 'code-needed'
         WHEN needs_second_factor(a.id) THEN 'set-up-needed'
         ELSE 'complete'
       END AS stage
     FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.token_hash = $1 AND a.state = 'active' AND ${LIVING}`,
    [tokenHash],
  );
}

/** Slides the idle limit. Written at most once a minute a session: reading a page must stay a read. */
export async function touchSession(db: EntityManager, id: string): Promise<void> {
  await affected(db, `UPDATE sessions SET seen_at = now() WHERE id = $1`, [id]);
}

export interface NewSession {
  tokenHash: Buffer;
  accountId: string;
  csrfToken: string;
  hasSecondFactor: boolean;
  agent: string;
  address: string;
}

export async function insertSession(db: EntityManager, made: NewSession): Promise<void> {
  await db.query(
    `INSERT INTO sessions (token_hash, account_id, csrf_token, second_factor_at, agent, address, ends_at)
     VALUES ($1, $2, $3, CASE WHEN $4::boolean THEN now() END, $5, $6, now() + ${ABSOLUTE})`,
    [
      made.tokenHash,
      made.accountId,
      made.csrfToken,
      made.hasSecondFactor,
      made.agent.slice(0, 300),
      made.address,
    ],
  );
}

export function deleteSession(db: EntityManager, accountId: string, id: string): Promise<number> {
  return affected(db, `DELETE FROM sessions WHERE id = $1 AND account_id = $2`, [id, accountId]);
}

/** Ends every session of the account but one (or none, with null). */
export function deleteSessions(db: EntityManager, accountId: string, except: string | null): Promise<number> {
  return affected(db, `DELETE FROM sessions WHERE account_id = $1 AND id IS DISTINCT FROM $2`, [
    accountId,
    except,
  ]);
}

/** What nobody can use any more. Run by the daily sweep. */
export function deleteDeadSessions(db: EntityManager): Promise<number> {
  return affected(db, `DELETE FROM sessions s WHERE NOT (${LIVING})`);
}

export interface ListedSession {
  id: string;
  agent: string;
  address: string;
  createdAt: Date;
  seenAt: Date;
}

export function findSessionsOf(db: EntityManager, accountId: string): Promise<ListedSession[]> {
  return rows(
    db,
    `SELECT s.id, s.agent, s.address, s.created_at AS "createdAt", s.seen_at AS "seenAt"
     FROM sessions s WHERE s.account_id = $1 AND ${LIVING} ORDER BY s.seen_at DESC, s.id`,
    [accountId],
  );
}
