import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Finding } from './finding.js';

export interface SendingDomain {
  id: string;
  ownerId: string;
  domain: string;
  selector: string;
  /** The TXT record to publish at `<selector>._domainkey.<domain>`. */
  record: string;
  checkedAt: Date | null;
  verifiedAt: Date | null;
  /** What the last look found missing of its key, as a sentence. */
  problem: string | null;
  /** What the last look found; empty before the first. */
  findings: Finding[];
  /** Days since its warm-up began, 0 on the first; null where it has none. */
  warmingDay: number | null;
  /** Messages of mailings today, while it warms up. */
  warmCount: number;
}

const DOMAIN = `SELECT id, owner_id AS "ownerId", domain, selector, record, checked_at AS "checkedAt",
  verified_at AS "verifiedAt", problem, findings, current_date - warming_since AS "warmingDay",
  CASE WHEN warm_day = current_date THEN warm_count ELSE 0 END AS "warmCount" FROM sending_domains`;

export function findDomains(db: EntityManager, within: readonly string[] | null): Promise<SendingDomain[]> {
  return rows(db, `${DOMAIN} WHERE $1::uuid[] IS NULL OR owner_id = ANY ($1) ORDER BY domain`, [within]);
}

export function findDomain(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<SendingDomain | undefined> {
  return row(db, `${DOMAIN} WHERE id = $1 AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`, [id, within]);
}

/** Undefined where the owner has this domain already. */
export function insertDomain(
  db: EntityManager,
  made: { ownerId: string; domain: string; selector: string; privateKey: Buffer; record: string },
): Promise<{ id: string } | undefined> {
  return row(
    db,
    `INSERT INTO sending_domains (owner_id, domain, selector, private_key, record) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (owner_id, domain) DO NOTHING RETURNING id`,
    [made.ownerId, made.domain, made.selector, made.privateKey, made.record],
  );
}

/**
 * Writes what a look found. A key that was there stays verified until a look misses it. With the first proof the domain
 * begins to warm up, once.
 */
export async function noteLook(db: EntityManager, id: string, findings: readonly Finding[]): Promise<void> {
  const key = findings.find(({ code }) => code === 'dkim');
  const problem = key?.state === 'good' ? null : (key?.message ?? '');
  await affected(
    db,
    `UPDATE sending_domains SET checked_at = now(), findings = $3, problem = $2,
       verified_at = CASE WHEN $2::text IS NULL THEN coalesce(verified_at, now()) END,
       warming_since = CASE WHEN $2::text IS NULL AND NOT is_warmed THEN coalesce(warming_since, current_date)
         ELSE warming_since END,
       is_warmed = is_warmed OR $2::text IS NULL WHERE id = $1`,
    [id, problem, JSON.stringify(findings)],
  );
}

/** Those that were looked at more than `hours` ago, or before there was more to look at than a key. */
export function findStale(db: EntityManager, hours: number): Promise<SendingDomain[]> {
  return rows(
    db,
    `${DOMAIN} WHERE checked_at < now() - make_interval(hours => $1) OR (checked_at IS NOT NULL AND findings = '[]') ORDER BY id`,
    [hours],
  );
}

/** The verified one of these, the first before the others, whoever owns it. */
export function findSigning(
  db: EntityManager,
  candidates: readonly string[],
): Promise<{ domain: string; findings: Finding[] } | undefined> {
  return row(db, `SELECT domain, findings FROM signing_domain($1)`, [candidates]);
}

/** Leans on sending_domains_verified. The worker's own: the key of the first of these domains, whoever owns it. */
export function findKey(
  db: EntityManager,
  candidates: readonly string[],
): Promise<{ domain: string; selector: string; privateKey: Buffer } | undefined> {
  return row(
    db,
    `SELECT domain, selector, private_key AS "privateKey" FROM sending_domains
     WHERE domain = ANY ($1) AND verified_at IS NOT NULL ORDER BY array_position($1, domain) LIMIT 1`,
    [candidates],
  );
}
