import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

/** That somebody was erased: an id, hashes of addresses, and when. Nothing of it leads to a person without this database. */
export interface Erasure {
  ownerId: string;
  personId: string;
  emailHashes: string[];
  /** ISO 8601. */
  doneAt: string;
}

/** Oldest first. */
export function findErasures(db: EntityManager): Promise<Erasure[]> {
  return rows(
    db,
    `SELECT owner_id AS "ownerId", person_id AS "personId", email_hashes AS "emailHashes",
       to_char(done_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "doneAt"
     FROM erasures ORDER BY done_at, id`,
  );
}

/** Whether the person is here and not erased: a backup from before has brought them back under their own id. */
export async function isBack(db: EntityManager, { ownerId, personId }: Erasure): Promise<boolean> {
  const found = await rows(db, `SELECT 1 FROM people WHERE id = $1 AND owner_id = $2 AND state = 'active'`, [
    personId,
    ownerId,
  ]);
  return found.length > 0;
}

/**
 * Others of that organization from before the erasure who have one of the addresses: a record that was merged later, or
 * somebody else in the house. Which of the two it is, only people know.
 */
export function likeThem(db: EntityManager, erasure: Erasure): Promise<{ id: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT p.id FROM person_emails e JOIN people p ON p.id = e.person_id
     WHERE e.owner_id = $1 AND p.state = 'active' AND p.id <> $2 AND p.created_at < $3::timestamptz
       AND erased_email(e.canonical) = ANY ($4::text[])
     ORDER BY p.id`,
    [erasure.ownerId, erasure.personId, erasure.doneAt, erasure.emailHashes],
  );
}
