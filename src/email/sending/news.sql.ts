import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { row } from '../../platform/database/sql.js';
import { type KeptNews } from '../letter.js';
import { BARRED } from './eligibility.sql.js';

/** Why a person gets no news; the later ones are those of the claim. */
export type NewsBar =
  'no-address' | 'bad-address' | 'suppressed' | 'person-gone' | 'not-subscribed' | 'not-wished' | 'sunset';

export interface NewsRecipient {
  canonical: string;
  address: string;
  name: string;
  /** What they read. */
  language: Language | null;
  isPractice: boolean;
  /** Null where they may be mailed. */
  barred: NewsBar | null;
}

/** The sunset rule let them go, as audiences of mailings ask it: not every deed is a sign of life, so a journey's mail asks too. */
const ASLEEP = `EXISTS (SELECT 1 FROM segment_sleepers z JOIN sunset_rules r ON r.owner_id = z.organization_id AND r.is_on
  WHERE z.person_id = d.person_id AND z.organization_id = d.owner_id)`;

/**
 * The person's primary address, and what stands against mailing it now: the same expression as the claim's, and the sunset
 * rule, of which the claim knows nothing. The transaction's scope must hold the organization.
 */
export async function recipientOfNews(
  db: EntityManager,
  ownerId: string,
  personId: string,
): Promise<NewsRecipient> {
  const found = await row<NewsRecipient>(
    db,
    `SELECT d.canonical_email AS canonical, d.address, d.name, d.language, d.is_practice AS "isPractice",
       CASE WHEN d.canonical_email IS NULL THEN 'no-address' WHEN d.status <> 'ok' THEN 'bad-address'
         ELSE coalesce(${BARRED}, CASE WHEN ${ASLEEP} THEN 'sunset' END) END AS barred
     FROM (SELECT 0::bigint AS id, NULL::uuid AS mailing_id, p.id AS person_id, $1::uuid AS owner_id, e.canonical AS canonical_email, e.address, e.status,
         trim(p.given_name || ' ' || p.family_name) AS name, p.language, p.is_practice
       FROM people p LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary WHERE p.id = $2) d`,
    [ownerId, personId],
  );
  return (
    found ?? {
      ...{ canonical: '', address: '', name: '', language: null, isPractice: false },
      barred: 'person-gone',
    }
  );
}

/** Adds one message, or finds the one with the same key; the unique index decides which of two is first. */
export async function insertNews(
  db: EntityManager,
  news: {
    ownerId: string;
    personId: string;
    kind: string;
    canonical: string;
    address: string;
    name: string;
    isPractice: boolean;
    dedupeKey: string;
    message: KeptNews;
  },
): Promise<string> {
  const written = await row<{ id: string }>(
    db,
    `INSERT INTO deliveries (owner_id, lane, kind, person_id, canonical_email, address, name, message, dedupe_key, is_practice)
     VALUES ($1, 'bulk', $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING RETURNING id`,
    [
      news.ownerId,
      news.kind,
      news.personId,
      news.canonical,
      news.address,
      news.name,
      JSON.stringify(news.message),
      news.dedupeKey,
      news.isPractice,
    ],
  );
  if (written) return written.id;
  const first = await row<{ id: string }>(
    db,
    `SELECT id FROM deliveries WHERE dedupe_key = $1 AND owner_id = $2`,
    [news.dedupeKey, news.ownerId],
  );
  if (!first) throw new Error('The dedupe key belongs to a message of somebody else');
  return first.id;
}
