import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';
import { type Import } from './import.entity.js';
import { hiddenFrom } from './matching.sql.js';

/**
 * How many rows are of people who get no email whatever the file says: they unsubscribed, or their address is suppressed.
 * An address that is suppressed for everybody counts only where the organization knows it already, or a file would tell of
 * people whom others know; and no word of somebody whom the importer does not see.
 */
export async function countUnsubscribed(db: EntityManager, it: Import): Promise<number> {
  const counted = await row<{ n: number }>(
    db,
    `SELECT count(*)::int AS n FROM (
       SELECT r.place FROM import_rows r JOIN subscriptions s ON s.person_id = r.person_id AND s.organization_id = $2
         AND s.channel = 'email' AND NOT s.is_subscribed
         WHERE r.import_id = $1 AND r.outcome IN ('updated', 'unchanged')
       UNION
       SELECT r.place FROM import_rows r CROSS JOIN LATERAL unnest(r.canonicals) AS c (canonical)
         JOIN suppressions s ON s.canonical_email = c.canonical AND s.lifted_at IS NULL
         WHERE r.import_id = $1 AND r.outcome NOT IN ('rejected', 'repeated')
           AND (s.reason = 'staff' OR NOT EXISTS (SELECT 1 FROM person_emails e JOIN people p ON p.id = e.person_id
             WHERE e.canonical = c.canonical AND e.owner_id = $2 AND ${hiddenFrom('$3')}))
           AND (s.organization_id = $2 OR (s.organization_id IS NULL AND EXISTS (
             SELECT 1 FROM person_emails e JOIN people p ON p.id = e.person_id
             WHERE e.canonical = c.canonical AND e.owner_id = $2 AND NOT ${hiddenFrom('$3')})))) staying`,
    [it.id, it.ownerId, it.madeBy],
  );
  return counted!.n;
}
