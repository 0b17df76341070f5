import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { type SubscribedChannel } from '../people.access.js';

/** A word that the kept row gets by a merge or its undo. */
export interface InheritedWord {
  organizationId: string;
  channel: SubscribedChannel;
  isGiven: boolean;
  /** The sentence behind it, of whichever row said it, and the language in which it was shown. */
  text: string;
  language: string;
}

const NEWEST = (person: string): string => `
  SELECT s.organization_id, s.channel, s.is_subscribed, coalesce(w.text, '') AS text,
    coalesce(w.language, 'en') AS language
  FROM subscriptions s LEFT JOIN LATERAL (SELECT c.text, c.language FROM consents c WHERE c.person_id = s.person_id
    AND c.organization_id = s.organization_id AND c.channel = s.channel AND c.is_given = s.is_subscribed
    AND c.purpose = 'updates' ORDER BY c.id DESC LIMIT 1) w ON true
  WHERE s.person_id = ${person}`;

/**
 * What the kept row must be told so that the two together say one word: "no" where either said no, else "yes" where either
 * said yes. Empty where it says so already.
 */
export function wordsToInherit(
  db: EntityManager,
  keptId: string,
  absorbedId: string,
): Promise<InheritedWord[]> {
  return rows(
    db,
    `SELECT organization_id AS "organizationId", channel, coalesce(k.is_subscribed, true) AND a.is_subscribed AS "isGiven",
       a.text, a.language
     FROM (${NEWEST('$2')}) a LEFT JOIN (${NEWEST('$1')}) k USING (organization_id, channel)
     WHERE (coalesce(k.is_subscribed, true) AND a.is_subscribed) IS DISTINCT FROM k.is_subscribed`,
    [keptId, absorbedId],
  );
}

/** What a merge made of a subscription of the kept row, and what it was. */
export interface ChangedWord {
  organizationId: string;
  channel: SubscribedChannel;
  /** Null: nothing had been said. */
  before: boolean | null;
  isGiven: boolean;
  /** The newest word still is the merge's: nobody spoke since. */
  isNewest: boolean;
  /** What the newest word says. */
  newest: boolean;
}

/** What the merge told the kept row, from the ledger. */
export function wordsOfMerge(db: EntityManager, keptId: string, batchId: string): Promise<ChangedWord[]> {
  return rows(
    db,
    `SELECT m.organization_id AS "organizationId", m.channel, b.is_given AS before, m.is_given AS "isGiven",
       n.id = m.id AS "isNewest", n.is_given AS newest
     FROM consents m
     LEFT JOIN LATERAL (SELECT c.is_given FROM consents c WHERE c.person_id = m.person_id
       AND c.organization_id = m.organization_id AND c.channel = m.channel
       AND c.purpose = 'updates' AND c.id < m.id ORDER BY c.id DESC LIMIT 1) b ON true
     CROSS JOIN LATERAL (SELECT c.id, c.is_given FROM consents c WHERE c.person_id = m.person_id
       AND c.organization_id = m.organization_id AND c.channel = m.channel AND c.purpose = 'updates' ORDER BY c.id DESC LIMIT 1) n
     WHERE m.person_id = $1 AND m.source_kind = 'merge' AND m.source_id = $2`,
    [keptId, batchId],
  );
}

/** Organizations and channels for which the kept row said no since the merge: the other must not be written to either. */
export function saidNoSince(
  db: EntityManager,
  keptId: string,
  batchId: string,
): Promise<Omit<InheritedWord, 'isGiven'>[]> {
  return rows(
    db,
    `SELECT DISTINCT ON (c.organization_id, c.channel) c.organization_id AS "organizationId", c.channel, c.text,
       c.language
     FROM subscriptions s JOIN consents c USING (person_id, organization_id, channel)
     WHERE s.person_id = $1 AND NOT s.is_subscribed AND NOT c.is_given AND c.purpose = 'updates' AND c.source_id IS DISTINCT FROM $2
       AND c.at > (SELECT made_at FROM change_batches WHERE id = $2)
     ORDER BY c.organization_id, c.channel, c.id DESC`,
    [keptId, batchId],
  );
}

/** Where nothing had been said before, nothing is said again. The ledger keeps both rows. */
export async function forgetSubscription(
  db: EntityManager,
  personId: string,
  organizationId: string,
  channel: SubscribedChannel,
): Promise<void> {
  await affected(
    db,
    `DELETE FROM subscriptions WHERE person_id = $1 AND organization_id = $2 AND channel = $3`,
    [personId, organizationId, channel],
  );
}

/**
 * Ends running shares of one row and makes them anew for the other, on the same consent, with the same end; a receiver who
 * sees the other already gets no second one. A sealed person is shown to nobody, so theirs only end. `from` is the row
 * that is left.
 */
export async function turnShares(
  db: EntityManager,
  turn: { from: string; to: string; reason: string; accountId: string },
): Promise<void> {
  await db.query(
    `WITH running AS MATERIALIZED (
       SELECT s.* FROM shares s WHERE s.person_id = $1 AND s.ends_at > now()
         AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)),
     anew AS (
       INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
       SELECT $2, r.from_id, r.to_id, r.purpose, r.consent_id, r.agreement_id, r.ends_at
       FROM running r JOIN people p ON p.id = $2 AND NOT p.is_sealed
       WHERE agreement_allows_sharing(r.agreement_id, r.from_id, r.to_id) AND NOT EXISTS (SELECT 1 FROM shares s WHERE s.person_id = $2 AND s.to_id = r.to_id AND s.purpose = r.purpose
         AND s.ends_at >= r.ends_at AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)))
     INSERT INTO share_ends (share_id, reason, ended_by) SELECT id, $3, $4 FROM running`,
    [turn.from, turn.to, turn.reason, turn.accountId],
  );
}

/**
 * Undo: shares that the merge ended run again for the given-back row, and those it made for the kept row end. One that was
 * withdrawn since stays withdrawn for both.
 */
export async function returnShares(
  db: EntityManager,
  turn: { keptId: string; absorbedId: string; batchId: string; accountId: string },
): Promise<void> {
  // The merge's rows carry the moment of its transaction.
  await db.query(
    `WITH moment AS (SELECT made_at AS at FROM change_batches WHERE id = $3),
     returned AS (
       INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
       SELECT s.person_id, s.from_id, s.to_id, s.purpose, s.consent_id, s.agreement_id, s.ends_at
       FROM shares s JOIN share_ends e ON e.share_id = s.id, moment
       WHERE s.person_id = $2 AND e.reason = 'merged' AND e.at = moment.at AND s.ends_at > now()
         AND agreement_allows_sharing(s.agreement_id, s.from_id, s.to_id)
         AND NOT EXISTS (SELECT 1 FROM shares k JOIN share_ends x ON x.share_id = k.id WHERE k.person_id = $1
           AND k.to_id = s.to_id AND k.purpose = s.purpose AND x.at > moment.at))
     INSERT INTO share_ends (share_id, reason, ended_by)
     SELECT s.id, 'merge undone', $4 FROM shares s, moment
     WHERE s.person_id = $1 AND s.created_at = moment.at AND s.ends_at > now()
       AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)`,
    [turn.keptId, turn.absorbedId, turn.batchId, turn.accountId],
  );
}
