import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

/** An address that is not mailed: by an organization, or by nobody where that is null. */
export interface Standing {
  canonicalEmail: string;
  organizationId: string | null;
  reason: string;
}

/** Oldest first. */
export function findStanding(db: EntityManager): Promise<Standing[]> {
  return rows(
    db,
    `SELECT canonical_email AS "canonicalEmail", organization_id AS "organizationId", reason FROM suppressions
     WHERE lifted_at IS NULL ORDER BY created_at, id`,
  );
}

/** Of organizations that are here; one living suppression per address, organization and side, as the unique index says. */
export async function insertStanding(db: EntityManager, list: readonly Standing[]): Promise<number> {
  const added = await rows(
    db,
    `INSERT INTO suppressions (canonical_email, organization_id, reason)
     SELECT x."canonicalEmail", x."organizationId", x.reason
     FROM jsonb_to_recordset($1::jsonb) AS x ("canonicalEmail" text, "organizationId" uuid, reason text)
     WHERE x."organizationId" IS NULL OR EXISTS (SELECT 1 FROM organizations o WHERE o.id = x."organizationId")
     ON CONFLICT (canonical_email, organization_id, (reason = 'staff')) WHERE lifted_at IS NULL DO NOTHING RETURNING id`,
    [JSON.stringify(list)],
  );
  return added.length;
}
