import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Slowing } from './throttling.js';

/** The relay of SMTP_URL. */
export const DEFAULT_RELAY = 'default';
/** Under which the pace of letters to officials is kept, by address and whatever the relay. */
export const OFFICES = 'offices';
/** All that goes by a relay. */
export const EVERYBODY = '*';
/** So many minutes without a word go by between two further connections. */
const GROWTH_MINUTES = 1;

/*
 * A bucket holds a fifth of a minute's messages and is filled with the other four fifths in each minute. So never more
 * than `per_minute` go out in any sixty seconds, and the sweep, which looks every fifteen, finds it full.
 * By clock_timestamp(), since who waited for the row comes later than its transaction's beginning.
 */
const REFILLED = `CASE WHEN per_minute IS NOT NULL THEN least(greatest(1, per_minute * 0.2), tokens
    + per_minute * 0.8 * greatest(0, extract(epoch FROM clock_timestamp() - filled_at)) / 60) END`;

/** A pace that holds just now. */
export interface Limit {
  receiver: string;
  /** Messages that may be claimed now, whole ones; null without a rate. */
  allowance: number | null;
  isSlowed: boolean;
  /** Found out while sending. */
  connections: number | null;
  /** What a relay's contract allows. */
  most: number | null;
}

const LIMIT = `receiver, floor(${REFILLED})::int AS allowance,
  coalesce(slowed_until > clock_timestamp(), false) AS "isSlowed", connections, most_connections AS most`;

/** Those of a relay that are in force, a handful. Leans on the primary key. */
export function limitsInForce(db: EntityManager, relay: string): Promise<Limit[]> {
  return rows(
    db,
    `SELECT ${LIMIT} FROM sending_rates
     WHERE relay = $1 AND (per_minute IS NOT NULL OR connections IS NOT NULL OR most_connections IS NOT NULL
       OR slowed_until > now())`,
    [relay],
  );
}

/** Addresses of offices that have had as many letters as they get in a minute. */
export async function fullOffices(db: EntityManager): Promise<string[]> {
  const full = await rows<{ receiver: string }>(
    db,
    `SELECT receiver FROM sending_rates WHERE relay = '${OFFICES}' AND ${REFILLED} < 1`,
  );
  return full.map(({ receiver }) => receiver);
}

/**
 * The same rows again, held until the transaction ends: two workers that claim at once pay one after the other. In one
 * order, so that they never wait for each other.
 */
export function lockLimits(db: EntityManager, relay: string, receivers: readonly string[]): Promise<Limit[]> {
  return rows(
    db,
    `SELECT ${LIMIT} FROM sending_rates WHERE relay = $1 AND receiver = ANY ($2) ORDER BY receiver FOR UPDATE`,
    [relay, receivers],
  );
}

/** Opens a bucket, full, for each of these that has none. */
export async function openBuckets(
  db: EntityManager,
  relay: string,
  receivers: readonly string[],
  perMinute: number,
): Promise<void> {
  await db.query(
    `INSERT INTO sending_rates (relay, receiver, per_minute, tokens)
     SELECT $1, r, $3::int, greatest(1, $3::int * 0.2) FROM unnest($2::text[]) r ORDER BY r
     ON CONFLICT (relay, receiver) DO NOTHING`,
    [relay, receivers, perMinute],
  );
}

/** Takes tokens of rows that the caller holds. */
export async function payTokens(
  db: EntityManager,
  relay: string,
  paid: ReadonlyMap<string, number>,
): Promise<void> {
  await affected(
    db,
    `UPDATE sending_rates SET tokens = ${REFILLED} - p.count, filled_at = clock_timestamp()
     FROM unnest($2::text[], $3::int[]) AS p (name, count)
     WHERE relay = $1 AND receiver = p.name AND per_minute IS NOT NULL`,
    [relay, [...paid.keys()], [...paid.values()]],
  );
}

/**
 * How many connections have messages in hand, by receiver, and for all of the relay under '*'. Without the asker's own.
 * Leans on deliveries_leased.
 */
export async function connectionsAtWork(
  db: EntityManager,
  relay: string,
  claimToken: string,
): Promise<Map<string, number>> {
  const counted = await rows<{ receiver: string | null; count: number }>(
    db,
    `SELECT receiver, count(DISTINCT claim_token)::int AS count FROM deliveries
     WHERE state IN ('claimed', 'handed') AND lease_until > now() AND relay = $1 AND claim_token <> $2
     GROUP BY GROUPING SETS ((receiver), ())`,
    [relay, claimToken],
  );
  return new Map(counted.map(({ receiver, count }) => [receiver ?? EVERYBODY, count]));
}

/** The domains whose mail these receive, with those that are domains themselves. */
export async function domainsOf(db: EntityManager, receivers: readonly string[]): Promise<string[]> {
  const found = await rows<{ domain: string }>(
    db,
    `SELECT domain FROM mail_domains WHERE receiver = ANY ($1) UNION SELECT unnest($1::text[])`,
    [receivers],
  );
  return found.map(({ domain }) => domain);
}

/**
 * Leaves somebody alone for a while. Refusals that come in while it is slowed are of one event and make it no longer;
 * one after it went on doubles the wait.
 *
 * @returns `isNewlyBroken` where this is the first that tells of settings that are wrong
 */
export async function slow(
  db: EntityManager,
  relay: string,
  receiver: string,
  given: Pick<Slowing, 'seconds' | 'most' | 'connections' | 'reason' | 'isBroken'>,
  atWork: number,
): Promise<{ isNewlyBroken: boolean }> {
  const connections = { one: 1, fewer: Math.max(1, atWork), same: null }[given.connections];
  const written = await row<{ isNewlyBroken: boolean }>(
    db,
    `INSERT INTO sending_rates AS r
       (relay, receiver, slowed_until, slowed_since, strikes, reason, connections, grown_at, broken_since)
     VALUES ($1, $2, now() + make_interval(secs => $3::float8), now(), 1, $5, $6, now(), CASE WHEN $7 THEN now() END)
     ON CONFLICT (relay, receiver) DO UPDATE SET
       strikes = CASE WHEN r.slowed_until > now() THEN r.strikes ELSE r.strikes + 1 END,
       slowed_until = CASE WHEN r.slowed_until > now() THEN r.slowed_until
         ELSE now() + make_interval(secs => least($4::float8, $3::float8 * 2 ^ least(r.strikes, 10))) END,
       slowed_since = coalesce(r.slowed_since, now()), reason = excluded.reason, grown_at = now(),
       connections = least(r.connections, excluded.connections),
       broken_since = coalesce(r.broken_since, excluded.broken_since)
     RETURNING coalesce(broken_since = now(), false) AS "isNewlyBroken"`,
    [relay, receiver, given.seconds, given.most, given.reason, connections, given.isBroken],
  );
  return written!;
}

/**
 * One connection more for who has been quiet long enough, and no limit beyond `most`. Who has no limit any more and was
 * not slowed for an hour starts anew. A relay that was broken has been tried by then, since its mail was waiting.
 */
export async function recover(db: EntityManager, most: number): Promise<void> {
  await affected(
    db,
    `UPDATE sending_rates SET grown_at = now(), connections = CASE WHEN connections < $1 THEN connections + 1 END,
       broken_since = NULL
     WHERE connections IS NOT NULL AND coalesce(slowed_until, now()) <= now()
       AND greatest(slowed_until, grown_at) < now() - interval '${GROWTH_MINUTES} minutes'`,
    [most],
  );
  await affected(
    db,
    `UPDATE sending_rates SET strikes = 0, slowed_since = NULL, slowed_until = NULL, reason = NULL
     WHERE strikes > 0 AND connections IS NULL AND slowed_until < now() - interval '1 hour'`,
  );
}

/**
 * A receiver that has answered "not so fast" for days will not take it (RFC 5321 4.5.4.1: give up after four to five):
 * what was held back by that alone fails, as if each try had counted. Gives the rows, to be counted as soft.
 */
export function giveUpHeldBack(
  db: EntityManager,
): Promise<{ id: string; mailingId: string | null; canonicalEmail: string; reply: string | null }[]> {
  return rows(
    db,
    `UPDATE deliveries d SET state = 'failed', reason = 'gave-up-soft', settled_at = now(),
       message = CASE WHEN d.is_secret THEN '{}' ELSE d.message END
     FROM sending_rates r WHERE r.relay = d.relay AND r.receiver = d.receiver
       AND r.slowed_since < now() - interval '5 days' AND d.state IN ('pending', 'deferred') AND d.reason = 'not-so-fast'
     RETURNING d.id, d.mailing_id AS "mailingId", d.canonical_email AS "canonicalEmail", d.reply`,
  );
}

/** Who has to know that a relay is broken: its owner, or every network where it is that of SMTP_URL. */
export function keepersOf(
  db: EntityManager,
  relay: string,
): Promise<{ ownerId: string; relayName: string | null }[]> {
  return rows(
    db,
    `SELECT id AS "ownerId", NULL AS "relayName" FROM organizations WHERE kind = 'network' AND $1 = '${DEFAULT_RELAY}'
     UNION ALL SELECT owner_id, name FROM mail_relays WHERE id::text = $1 ORDER BY 1`,
    [relay],
  );
}

/** Failed messages of a mailing. Leans on deliveries (mailing_id, state). */
export async function failedOf(db: EntityManager, mailingId: string): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM deliveries WHERE mailing_id = $1 AND state = 'failed'`,
    [mailingId],
  );
  return found!.count;
}
