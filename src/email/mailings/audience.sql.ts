import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Audience } from './mailing.entity.js';

/** Why somebody who was chosen gets nothing, in the order in which it is looked for. */
export const EXCLUSIONS = [
  'no-address',
  'bad-address',
  'not-subscribed',
  'suppressed',
  'same-address',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/**
 * Everybody the audience chooses, with why they are left out or NULL. An address counts once: its copy with the sender
 * itself comes first. Sealed people are chosen by no mailing. $1 sender, $2 organizations, $3 languages, $4 tags,
 * $5 tags to leave out, $6 and $7 the same of deeds as jsonb. Leans on people (owner_id ...), person_tags (person_id),
 * engagements (person_id ...) and the unique indexes of person_emails, subscriptions and suppressions.
 */
const CHOSEN = `
  WITH chosen AS (
    SELECT p.id, p.owner_id, p.given_name, p.family_name, p.is_practice, e.canonical, e.address,
      CASE WHEN e.id IS NULL THEN 'no-address'
        WHEN e.status <> 'ok' THEN 'bad-address'
        WHEN NOT EXISTS (SELECT 1 FROM subscriptions u WHERE u.person_id = p.id AND u.organization_id = $1
          AND u.channel = 'email' AND u.is_subscribed) THEN 'not-subscribed'
        WHEN EXISTS (SELECT 1 FROM suppressions s WHERE s.canonical_email = e.canonical AND s.lifted_at IS NULL
          AND (s.organization_id = $1 OR s.organization_id IS NULL)) THEN 'suppressed'
      END AS barred
    FROM people p LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
    WHERE p.state = 'active' AND NOT p.is_sealed AND p.owner_id = ANY ($2::uuid[])
      AND (cardinality($3::text[]) = 0 OR p.language = ANY ($3))
      AND (cardinality($4::uuid[]) = 0
        OR EXISTS (SELECT 1 FROM person_tags t WHERE t.person_id = p.id AND t.tag_id = ANY ($4)))
      AND NOT EXISTS (SELECT 1 FROM person_tags t WHERE t.person_id = p.id AND t.tag_id = ANY ($5::uuid[]))
      AND ($6::jsonb = '[]' OR EXISTS (SELECT 1 FROM engagements g,
          jsonb_to_recordset($6::jsonb) AS w (did text, what_id uuid)
          WHERE g.person_id = p.id AND g.did = w.did AND (w.what_id IS NULL OR g.what_id = w.what_id)))
      AND NOT EXISTS (SELECT 1 FROM engagements g, jsonb_to_recordset($7::jsonb) AS w (did text, what_id uuid)
          WHERE g.person_id = p.id AND g.did = w.did AND (w.what_id IS NULL OR g.what_id = w.what_id))),
  ranked AS (
    SELECT chosen.*, CASE WHEN barred IS NULL
      THEN row_number() OVER (PARTITION BY canonical, barred ORDER BY owner_id <> $1, id) END AS place
    FROM chosen),
  audience AS (
    SELECT ranked.*, CASE WHEN barred IS NULL AND place > 1 THEN 'same-address' ELSE barred END AS exclusion FROM ranked)`;

export function audienceParameters(senderId: string, audience: Audience): unknown[] {
  return [
    senderId,
    audience.organizations.length > 0 ? audience.organizations : [senderId],
    audience.languages,
    audience.tags,
    audience.without_tags,
    JSON.stringify(audience.deeds),
    JSON.stringify(audience.without_deeds),
  ];
}

/** How many would get it (`null`) and how many would not, by the reason. Sees what the transaction's scope sees. */
export function countAudience(
  db: EntityManager,
  parameters: unknown[],
): Promise<{ exclusion: Exclusion | null; count: number }[]> {
  return rows(
    db,
    `${CHOSEN} SELECT exclusion, count(*)::int AS count FROM audience GROUP BY exclusion ORDER BY count DESC`,
    parameters,
  );
}

/**
 * Freezes the audience into delivery rows, in one statement: from here on nobody joins it, and who leaves is held back
 * at the claim. Running it again adds nobody twice (unique mailing_id, canonical_email).
 */
export async function snapshotAudience(
  db: EntityManager,
  mailing: { id: string; isPractice: boolean },
  parameters: unknown[],
): Promise<number> {
  await db.query(
    `${CHOSEN}
     INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, name, is_practice)
     SELECT $1, 'bulk', 'mailing', $8, id, canonical, address, trim(given_name || ' ' || family_name), $9 OR is_practice
     FROM audience WHERE exclusion IS NULL
     ON CONFLICT (mailing_id, canonical_email) DO NOTHING`,
    [...parameters, mailing.id, mailing.isPractice],
  );
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM deliveries WHERE mailing_id = $1`,
    [mailing.id],
  );
  // Without it the first claims plan for an empty table and take thirty times as long (lessons.md 4.4).
  await db.query(`ANALYZE deliveries`);
  return found!.count;
}

export interface SampleRecipient {
  personId: string;
  givenName: string;
  familyName: string;
  address: string;
}

/** One who would get it, at random, or the one asked for where they would. */
export function sampleRecipient(
  db: EntityManager,
  parameters: unknown[],
  personId: string | null,
): Promise<SampleRecipient | undefined> {
  return row(
    db,
    `${CHOSEN} SELECT id AS "personId", given_name AS "givenName", family_name AS "familyName", address
     FROM audience WHERE exclusion IS NULL AND ($8::uuid IS NULL OR id = $8) ORDER BY random() LIMIT 1`,
    [...parameters, personId],
  );
}

/** What audiences can be made of: tags, and deeds with how many people did them. */
export function findTags(
  db: EntityManager,
  owners: readonly string[],
): Promise<{ id: string; name: string; people: number }[]> {
  return rows(
    db,
    `SELECT t.id, t.name, (SELECT count(*)::int FROM person_tags x WHERE x.tag_id = t.id) AS people
     FROM tags t WHERE t.owner_id = ANY ($1::uuid[]) ORDER BY lower(t.name) LIMIT 500`,
    [owners],
  );
}

export function findDeeds(
  db: EntityManager,
  owners: readonly string[],
): Promise<{ did: string; what_kind: string; what_id: string | null; what_title: string; people: number }[]> {
  return rows(
    db,
    `SELECT did, what_kind, what_id, (array_agg(what_title ORDER BY id DESC))[1] AS what_title,
       count(DISTINCT person_id)::int AS people
     FROM engagements WHERE owner_id = ANY ($1::uuid[]) AND person_id IS NOT NULL
       AND did IN ('signed', 'registered', 'attended', 'wrote', 'clicked', 'joined')
     GROUP BY did, what_kind, what_id ORDER BY max(at) DESC LIMIT 200`,
    [owners],
  );
}

/** Rows that wait are cancelled; those in hand are refused at the last look. */
export function cancelWaiting(db: EntityManager, mailingId: string): Promise<number> {
  return affected(
    db,
    `UPDATE deliveries SET state = 'cancelled', settled_at = now(), claim_token = NULL, lease_until = NULL
     WHERE mailing_id = $1 AND state IN ('pending', 'deferred', 'claimed')`,
    [mailingId],
  );
}
