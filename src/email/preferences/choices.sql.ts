import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Frequency, type Relationship } from './choices.js';

/** See choices_of_email: only behind a link that was just mailed to the address. */
export function relationshipsOf(db: EntityManager, canonicalEmail: string): Promise<Relationship[]> {
  return rows(
    db,
    `SELECT person_id AS "personId", owner_id AS "ownerId", organization_id AS "organizationId", organization,
       given_name AS "givenName", family_name AS "familyName", language, no_tracking AS "noTracking",
       has_phone AS "hasPhone", since, said, by_email AS "byEmail", by_sms AS "bySms", by_phone AS "byPhone", frequency
     FROM choices_of_email($1)`,
    [canonicalEmail],
  );
}

export async function keepWish(
  db: EntityManager,
  personId: string,
  organizationId: string,
  frequency: Frequency,
): Promise<void> {
  await db.query(
    `INSERT INTO mail_wishes AS w (person_id, organization_id, frequency) VALUES ($1, $2, $3)
     ON CONFLICT (person_id, organization_id) DO UPDATE SET frequency = excluded.frequency, changed_at = now()
       WHERE w.frequency <> excluded.frequency`,
    [personId, organizationId, frequency],
  );
}
