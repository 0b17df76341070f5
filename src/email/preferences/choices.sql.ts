import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Frequency, type Relationship } from './choices.js';

/** See choices_of_email: only behind a link that was just mailed to the address. */
export function relationshipsOf(db: EntityManager, canonicalEmail: string): Promise<Relationship[]> {
  return rows(
    db,
    `SELECT person_id AS "personId", owner_id AS "ownerId", organization_id AS "organizationId", organization,
       given_name AS "givenName", family_name AS "familyName", language, no_tracking AS "noTracking",
       has_phone AS "hasPhone", since, said, source_kind AS "sourceKind", by_email AS "byEmail", by_sms AS "bySms",
       by_phone AS "byPhone", frequency, unwanted
     FROM choices_of_email($1)`,
    [canonicalEmail],
  );
}

/** For the person's record and those merged into it, so that an undo of the merge leaves it on both. */
export async function keepWish(
  db: EntityManager,
  personId: string,
  organizationId: string,
  frequency: Frequency,
): Promise<void> {
  await db.query(
    `INSERT INTO mail_wishes AS w (person_id, organization_id, frequency)
     SELECT p.id, $2::uuid, $3 FROM people p WHERE p.id = $1 OR p.merged_into = $1
     ON CONFLICT (person_id, organization_id) DO UPDATE SET frequency = excluded.frequency, changed_at = now()
       WHERE w.frequency <> excluded.frequency`,
    [personId, organizationId, frequency],
  );
}
