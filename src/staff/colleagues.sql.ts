import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { type Role } from './roles.access.js';

export interface Holder {
  accountId: string;
  name: string;
  email: string;
  locale: string;
}

/** People, not programs, whose account works. Leans on grants (organization_id, account_id). */
export function findHolders(
  db: EntityManager,
  organizationId: string,
  roles: readonly Role[],
): Promise<Holder[]> {
  return rows(
    db,
    `SELECT DISTINCT a.id AS "accountId", a.name, a.email, a.locale
     FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE g.role = ANY ($2) AND a.kind = 'person' AND a.state = 'active'
       AND (g.expires_at IS NULL OR g.expires_at > now())
       AND (g.organization_id = $1 OR EXISTS (SELECT 1 FROM chapters c
         WHERE c.id = $1 AND c.network_id = g.organization_id AND c.grants_network))
     ORDER BY a.id`,
    [organizationId, roles],
  );
}

/** Which of these addresses are of people with such a role there; nothing of an organization out of the scope. */
export async function staffAmong(
  db: EntityManager,
  organizationId: string,
  roles: readonly Role[],
  emails: readonly string[],
): Promise<string[]> {
  const found = await rows<{ email: string }>(db, `SELECT email FROM staff_among($1, $2, $3) AS email`, [
    organizationId,
    roles,
    emails,
  ]);
  return found.map(({ email }) => email);
}
