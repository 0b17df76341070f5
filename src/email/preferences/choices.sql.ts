import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

export const FREQUENCIES = ['all', 'weekly', 'urgent', 'nothing'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** One organization that knows the address, by one record of it or of the organization that shares it. */
export interface Relationship {
  personId: string;
  /** Who owns the record; the organization itself, or the one at whose form it was ticked. */
  ownerId: string;
  organizationId: string;
  organization: string;
  givenName: string;
  familyName: string;
  language: string;
  noTracking: boolean;
  hasPhone: boolean;
  since: Date;
  /** The words that were agreed to; empty where nothing was. */
  said: string;
  byEmail: boolean;
  bySms: boolean;
  byPhone: boolean;
  frequency: Frequency;
}

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
