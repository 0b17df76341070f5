import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Role } from '../roles.access.js';

export interface Assignee {
  id: string;
  name: string;
}

/**
 * Who can be given a task of this organization, by name: people whose account works and whose role there may write tasks,
 * and, where it concerns somebody whose record is sealed, who is named for that record. Only those whom the transaction's
 * scope lets see.
 */
export function findAssignees(
  db: EntityManager,
  ownerId: string,
  personId: string | null,
  roles: readonly Role[],
): Promise<Assignee[]> {
  return rows(
    db,
    `SELECT a.id, a.name FROM accounts a
     WHERE a.kind = 'person' AND a.state = 'active'
       AND EXISTS (SELECT 1 FROM grants g WHERE g.account_id = a.id AND g.role = ANY ($3)
         AND (g.expires_at IS NULL OR g.expires_at > now())
         AND (g.organization_id = $1 OR EXISTS (SELECT 1 FROM chapters c
           WHERE c.id = $1 AND c.network_id = g.organization_id AND c.grants_network)))
       AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = $2 AND p.is_sealed
         AND NOT EXISTS (SELECT 1 FROM readers_of($2) r WHERE r.id = a.id))
     ORDER BY a.name, a.id`,
    [ownerId, personId, roles],
  );
}
