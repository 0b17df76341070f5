import { type EntityManager } from 'typeorm';
import { row } from '../platform/database/sql.js';
import { type Consent, type SubscribedChannel } from './people.access.js';

/** The purpose of a word about everything that a channel carries; only such a word is a subscription. */
export const WHOLE_CHANNEL = 'updates';

/** Adds to the ledger. The web role may neither change nor delete what stands there. */
export async function insertConsent(db: EntityManager, consent: Consent): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO consents (person_id, organization_id, channel, purpose, is_given, text, language, source_kind, source_id,
       method, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      consent.personId,
      consent.organizationId,
      consent.channel,
      consent.purpose ?? WHOLE_CHANNEL,
      consent.isGiven,
      consent.text,
      consent.language,
      consent.sourceKind,
      consent.sourceId,
      consent.method,
      consent.recordedBy ?? null,
    ],
  );
  return made!.id;
}

/** The newest word wins, but for one: an import turns nobody's "no" into a "yes". Leans on the primary key. */
export async function upsertSubscription(
  db: EntityManager,
  word: {
    personId: string;
    organizationId: string;
    channel: SubscribedChannel;
    isGiven: boolean;
    method: string;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO subscriptions AS s (person_id, organization_id, channel, is_subscribed)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, organization_id, channel)
       DO UPDATE SET is_subscribed = excluded.is_subscribed, changed_at = now()
       WHERE s.is_subscribed <> excluded.is_subscribed AND NOT (excluded.is_subscribed AND $5 = 'import')`,
    [word.personId, word.organizationId, word.channel, word.isGiven, word.method],
  );
}

/** One word in the ledger and one subscription each: no more email of the organization. */
export async function withdrawConsents(
  db: EntityManager,
  personIds: readonly string[],
  word: { organizationId: string; text: string; recordedBy: string | null },
): Promise<void> {
  await db.query(
    `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method, recorded_by)
     SELECT id, $2, 'email', false, $3, 'en', 'bulk', 'staff', $4 FROM unnest($1::uuid[]) id`,
    [personIds, word.organizationId, word.text, word.recordedBy],
  );
  await db.query(
    `UPDATE subscriptions SET is_subscribed = false, changed_at = now()
     WHERE person_id = ANY ($1) AND organization_id = $2 AND channel = 'email' AND is_subscribed`,
    [personIds, word.organizationId],
  );
}
