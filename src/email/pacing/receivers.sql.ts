import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

/** Mail servers change rarely, and a wrong answer costs only a wrong pace. */
const KNOWN_FOR = '7 days';

/** Domains of a mailing's open deliveries of which nobody knows who receives their mail. Leans on deliveries_due_of_mailing. */
export async function unknownDomains(db: EntityManager, mailingId: string, limit: number): Promise<string[]> {
  const found = await rows<{ domain: string }>(
    db,
    `SELECT DISTINCT x.domain FROM deliveries d, LATERAL (SELECT split_part(d.canonical_email, '@', 2) AS domain) x
     WHERE d.mailing_id = $1 AND d.state IN ('pending', 'deferred') AND x.domain <> ''
       AND NOT EXISTS (SELECT 1 FROM mail_domains m WHERE m.domain = x.domain
         AND (m.asked_at IS NULL OR m.asked_at > now() - interval '${KNOWN_FOR}'))
     LIMIT $2`,
    [mailingId, limit],
  );
  return found.map(({ domain }) => domain);
}

export async function keepReceivers(db: EntityManager, found: ReadonlyMap<string, string>): Promise<void> {
  await db.query(
    `INSERT INTO mail_domains (domain, receiver, asked_at)
     SELECT d, r, now() FROM unnest($1::text[], $2::text[]) AS f (d, r) ORDER BY d
     ON CONFLICT (domain) DO UPDATE SET receiver = excluded.receiver, asked_at = excluded.asked_at
       WHERE mail_domains.asked_at IS NOT NULL`,
    [[...found.keys()], [...found.values()]],
  );
}
