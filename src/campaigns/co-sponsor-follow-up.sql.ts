import { type EntityManager } from 'typeorm';
import { type ActionKind } from '../partners/participation/participation.access.js';
import { affected, rows } from '../platform/database/sql.js';
import { type CoSponsorRole, type Sharing } from './co-sponsor.js';

export interface Untold {
  id: string;
  ownerId: string;
  organizationId: string;
  title: Record<string, string>;
  role: CoSponsorRole;
  sharing: Sharing;
}

/** Invitations that nobody was mailed of, oldest first. Leans on co_sponsors_untold. */
export function findUntold(db: EntityManager): Promise<Untold[]> {
  return rows(
    db,
    `SELECT c.id, c.owner_id AS "ownerId", c.organization_id AS "organizationId", f.title, c.role, c.sharing
     FROM co_sponsors c CROSS JOIN LATERAL action_facts(c.action_kind, c.action_id) f
     WHERE c.state = 'invited' AND c.told_at IS NULL ORDER BY c.invited_at LIMIT 200`,
  );
}

/** False where another worker has taken it, or it was answered meanwhile. */
export async function claimTelling(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE co_sponsors SET told_at = now() WHERE id = $1 AND state = 'invited' AND told_at IS NULL`;
  return (await affected(db, sql, [id])) === 1;
}

/** Partners of the owner that accepted and never had a code for the action; one that staff retired is not made anew. */
export function findWithoutLink(
  db: EntityManager,
): Promise<{ ownerId: string; organizationId: string; actionKind: ActionKind; actionId: string }[]> {
  return rows(
    db,
    `SELECT c.owner_id AS "ownerId", c.organization_id AS "organizationId", c.action_kind AS "actionKind", c.action_id AS "actionId"
     FROM co_sponsors c JOIN memberships m ON m.chapter_id = c.owner_id AND m.partner_id = c.organization_id
     WHERE c.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM source_codes k WHERE k.owner_id = c.owner_id
       AND k.organization_id = c.organization_id AND k.action_kind = c.action_kind AND k.action_id = c.action_id)
     LIMIT 200`,
  );
}

/** Workers that look at once take turns, so that nobody is given two links. It ends with the transaction. */
export async function lockLinks(db: EntityManager): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(4031010)`);
}
