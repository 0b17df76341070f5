import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { type Role } from '../roles.access.js';

export interface TwoFactorRule {
  organizationId: string;
  name: string;
  roles: Role[];
}

/** Of each organization, which roles need a second factor there; also of those that ask it of none. By name. */
export function findRules(
  db: EntityManager,
  organizations: readonly string[] | null,
): Promise<TwoFactorRule[]> {
  return rows(
    db,
    `SELECT o.id AS "organizationId", o.public_name AS name, ARRAY(
       SELECT r.role FROM two_factor_rules r WHERE r.organization_id = o.id ORDER BY r.role) AS roles
     FROM organizations o WHERE ($1::uuid[] IS NULL OR o.id = ANY ($1)) ORDER BY o.public_name, o.id`,
    [organizations],
  );
}

/** Puts these roles in the place of those before. */
export async function putRules(
  db: EntityManager,
  organizationId: string,
  roles: readonly Role[],
): Promise<void> {
  await affected(db, `DELETE FROM two_factor_rules WHERE organization_id = $1 AND role <> ALL ($2)`, [
    organizationId,
    roles,
  ]);
  await db.query(
    `INSERT INTO two_factor_rules (organization_id, role) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
    [organizationId, roles],
  );
}
