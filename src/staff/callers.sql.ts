import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type HeldRole } from './caller.access.js';

/**
 * What an organization lets its staff reach: itself, and for a network also the chapters that grant it their work
 * and have not left. `organizations` shows no partner to an empty scope, so what is neither network, chapter nor group is one.
 */
const REACH = `
  CROSS JOIN LATERAL (
    SELECT
      CASE WHEN EXISTS (SELECT 1 FROM networks n WHERE n.id = held.organization_id) THEN 'network'
           WHEN EXISTS (SELECT 1 FROM chapters c WHERE c.id = held.organization_id) THEN 'chapter'
           WHEN group_parent(held.organization_id) IS NOT NULL THEN 'working-group'
           ELSE 'partner' END AS "organizationKind",
      array_prepend(held.organization_id, ARRAY(
        SELECT c.id FROM chapters c
        WHERE c.network_id = held.organization_id AND c.grants_network AND c.state <> 'left')) AS reaches
  ) reach`;

/**
 * The roles an account holds now. Expired grants (AC-6) are none, nor is that of a check-in helper of one event six hours
 * after its last shift, wherever the shift was moved to. Asked in the account's own scope.
 */
export function findRoles(db: EntityManager, accountId: string): Promise<HeldRole[]> {
  return rows(
    db,
    `SELECT held.role, held.organization_id AS "organizationId", held.event_id AS "eventId", reach.*
     FROM grants held ${REACH}
     WHERE held.account_id = $1 AND (held.expires_at IS NULL OR held.expires_at > now())
       AND (held.role <> 'check-in-helper' OR held.event_id IS NULL OR coalesce(helps_until(held.event_id) > now(), true))
     ORDER BY held.created_at, held.id`,
    [accountId],
  );
}

export interface KeyRow extends HeldRole {
  id: string;
  accountId: string;
  name: string;
  email: string;
  secretHash: Buffer;
}

/** The living API key of a prefix with the one role it holds. The caller compares the secret. */
export function findKey(db: EntityManager, prefix: string): Promise<KeyRow | undefined> {
  return row(
    db,
    `SELECT held.id, held.account_id AS "accountId", held.name, a.email, held.secret_hash AS "secretHash", held.role,
       held.organization_id AS "organizationId", NULL AS "eventId", reach.*
     FROM api_key_by_prefix($1) held JOIN accounts a ON a.id = held.account_id ${REACH}
     WHERE held.revoked_at IS NULL AND (held.expires_at IS NULL OR held.expires_at > now()) AND a.state = 'active'`,
    [prefix],
  );
}

export async function markKeyUsed(db: EntityManager, id: string): Promise<void> {
  await db.query(`SELECT api_key_used($1)`, [id]);
}
