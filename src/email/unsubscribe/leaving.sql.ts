import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';

/** What a link in a mail leads to; survives the mailing and the person (migrations: delivery_behind_link). */
export interface LinkedDelivery {
  id: string;
  ownerId: string;
  mailingId: string | null;
  canonicalEmail: string;
  address: string;
}

export function deliveryBehindLink(db: EntityManager, id: string): Promise<LinkedDelivery | undefined> {
  return row(
    db,
    `SELECT id, owner_id AS "ownerId", mailing_id AS "mailingId", canonical_email AS "canonicalEmail", address
     FROM delivery_behind_link($1)`,
    [id],
  );
}

/** The records of one organization that hold the address: a merge or a second record must not bring it back. */
export function peopleWithAddress(
  db: EntityManager,
  ownerId: string,
  canonicalEmail: string,
): Promise<{ id: string; language: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT p.id, p.language FROM people p JOIN person_emails e ON e.person_id = p.id
     WHERE e.canonical = $2 AND e.owner_id = $1 AND p.owner_id = $1 AND p.state = 'active'`,
    [ownerId, canonicalEmail],
  );
}

/** Whether the address has left this organization's list, and everybody's. */
export async function leftWhat(
  db: EntityManager,
  { ownerId, canonicalEmail }: LinkedDelivery,
): Promise<{ list: boolean; everything: boolean }> {
  const found = await row<{ list: boolean; everything: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM suppressions WHERE canonical_email = $2 AND organization_id = $1 AND lifted_at IS NULL) AS list,
       is_suppressed_everywhere($2) AS everything`,
    [ownerId, canonicalEmail],
  );
  return found!;
}
