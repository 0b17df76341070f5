import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Claimed, type DeliveryState, LEASE_SECONDS } from './deliveries.sql.js';
import { BARRED, CAPPED, DANGER, DEAD_ADDRESS, IS_OF_SEALED, NEUTRAL } from './eligibility.sql.js';

/** What a claim leaves out, whoever asks: see pacing/pace.service.ts. */
export interface Held {
  relay: string;
  /** Domains whose receivers take nothing just now. */
  domains: readonly string[];
  /** Addresses of offices that had enough letters for this minute. */
  offices: readonly string[];
  /** Whose mail goes this way, where a claim is not of one mailing alone. */
  owners?: { only: readonly string[] } | { except: readonly string[] };
}

const CLAIMED = `d.id, d.owner_id AS "ownerId", d.lane, d.kind, d.relay, d.receiver, d.mailing_id AS "mailingId", d.version, d.person_id AS "personId",
    d.canonical_email AS "canonicalEmail", d.name, d.token, d.claim_token AS "claimToken", d.attempt, d.state,
    d.sender_deaths AS "senderDeaths",
    d.is_secret AS "isSecret", (d.is_once OR d.lane = 'bulk') AS "isOnce", d.is_practice AS "isPractice", d.message,
    coalesce(v.given_name, '') AS "givenName", coalesce(v.family_name, '') AS "familyName",
    v.neutral IS NULL AND NOT coalesce(v.no_tracking OR v.is_sealed, true) AS "mayTrack", v.neutral`;

/** The kind of letters to officials (outreach/letters). */
export const TO_OFFICE = 'letter';
const DOMAIN_OF = (delivery: string): string => `split_part(${delivery}.canonical_email, '@', 2)`;

/**
 * Claims up to `limit` due rows of a mailing for `claimToken`, oldest first, skipping rows that others are claiming.
 * Invariant: a row becomes `claimed` only while its mailing is `sending` and its address may be mailed; one that may
 * not becomes `suppressed` here, with the reason. Time is the database's. Leans on deliveries_due_of_mailing.
 */
export async function claimOfMailing(
  db: EntityManager,
  { mailingId, limit, claimToken }: { mailingId: string; limit: number; claimToken: string },
  held: Held,
): Promise<(Claimed & { state: DeliveryState })[]> {
  await takeTurns(db);
  return claim(
    db,
    held,
    // The array makes the order one that only the index has: sorted by id alone, a mailing that is most of the table would be
    // read from its beginning each time, past all that it has sent.
    {
      where: `x.mailing_id = ANY (ARRAY[$4::uuid]) AND EXISTS (SELECT 1 FROM mailings m WHERE m.id = $4 AND m.state = 'sending')`,
      order: 'x.mailing_id, x.id',
    },
    BARRED_OR_CAPPED,
    [claimToken, limit, LEASE_SECONDS, mailingId],
    // Who takes part in a test gets the version that was drawn for them, everybody else the text in their language, or the
    // mailing's own.
    `coalesce((SELECT w.version FROM mailing_variants w WHERE w.mailing_id = d.mailing_id AND w.variant = d.variant),
       (SELECT t.version FROM mailing_translations t WHERE t.mailing_id = d.mailing_id AND t.language = v.language),
       (SELECT m.version FROM mailings m WHERE m.id = $4))`,
  );
}

/** The same for the transactional lane. Leans on deliveries_due_alone. */
export function claimPost(
  db: EntityManager,
  { limit, claimToken }: { limit: number; claimToken: string },
  held: Held,
): Promise<(Claimed & { state: DeliveryState })[]> {
  return claim(
    db,
    held,
    { where: `x.lane = 'transactional'`, order: 'x.next_at, x.id' },
    DEAD_ADDRESS,
    [claimToken, limit, LEASE_SECONDS],
    `d.version`,
  );
}

/** The same for news of their own: bulk mail that is no mailing's. Leans on deliveries_due_alone. */
export async function claimNews(
  db: EntityManager,
  { limit, claimToken }: { limit: number; claimToken: string },
  held: Held,
): Promise<(Claimed & { state: DeliveryState })[]> {
  await takeTurns(db);
  return claim(
    db,
    held,
    { where: `x.lane = 'bulk' AND x.message IS NOT NULL`, order: 'x.next_at, x.id' },
    BARRED_OR_CAPPED,
    [claimToken, limit, LEASE_SECONDS],
    `d.version`,
  );
}

const BARRED_OR_CAPPED = `coalesce(${BARRED}, ${CAPPED})`;

/**
 * Where there is a cap, claims of bulk mail follow one another: two at once would both find room for the last mail of the
 * same person. A claim is a hundred messages and some milliseconds, so that nobody waits for long.
 */
async function takeTurns(db: EntityManager): Promise<void> {
  await db.query(
    `SELECT pg_advisory_xact_lock(hashtext('deliveries.cap')) FROM network_rules WHERE cap_mails IS NOT NULL`,
  );
}

function claim(
  db: EntityManager,
  { relay, domains, offices, owners = { except: [] } }: Held,
  due: { where: string; order: string },
  barred: string,
  parameters: unknown[],
  version: string,
): Promise<(Claimed & { state: DeliveryState })[]> {
  const [values, add] = [[...parameters], (value: unknown) => `$${values.push(value)}`];
  // Nearly always nothing is held: then it costs nothing.
  const free =
    (domains.length > 0 ? ` AND ${DOMAIN_OF('x')} <> ALL (${add(domains)}::text[])` : '') +
    (offices.length > 0
      ? ` AND NOT (x.kind = '${TO_OFFICE}' AND x.canonical_email = ANY (${add(offices)}::text[]))`
      : '') +
    ('only' in owners
      ? ` AND x.owner_id = ANY (${add(owners.only)}::uuid[])`
      : owners.except.length > 0
        ? ` AND x.owner_id <> ALL (${add(owners.except)}::uuid[])`
        : '');
  return rows(
    db,
    `WITH due AS MATERIALIZED (SELECT x.id FROM deliveries x
       WHERE ${due.where} AND x.state IN ('pending', 'deferred') AND x.next_at <= now()${free}
       ORDER BY ${due.order} LIMIT $2 FOR UPDATE OF x SKIP LOCKED),
     verdict AS MATERIALIZED (
       SELECT d.id, p.given_name, p.family_name, p.language, p.no_tracking, ${IS_OF_SEALED} AS is_sealed,
         coalesce(r.receiver, ${DOMAIN_OF('d')}) AS receiver,
         ${NEUTRAL} AS neutral, coalesce(${barred}, ${DANGER}) AS barred
       FROM due JOIN deliveries d USING (id) LEFT JOIN people p ON p.id = d.person_id
       LEFT JOIN mail_domains r ON r.domain = ${DOMAIN_OF('d')})
     UPDATE deliveries d SET
       state = CASE WHEN v.barred IS NULL THEN 'claimed' WHEN v.barred = 'outside-hours' THEN 'deferred' ELSE 'suppressed' END,
       reason = v.barred,
       claim_token = CASE WHEN v.barred IS NULL THEN $1::uuid END,
       lease_until = CASE WHEN v.barred IS NULL THEN now() + make_interval(secs => $3) END,
       settled_at = CASE WHEN v.barred <> 'outside-hours' THEN now() END,
       next_at = CASE WHEN v.barred = 'outside-hours' THEN now() + interval '10 minutes' ELSE d.next_at END,
       version = ${version}, relay = ${add(relay)}, receiver = v.receiver
     FROM verdict v WHERE d.id = v.id
     RETURNING ${CLAIMED}`,
    values,
  );
}
