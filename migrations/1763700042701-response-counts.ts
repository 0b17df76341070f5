import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ResponseCounts1763700042701 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What recipients did with such a mailing: messages, not events, and by whether a machine did it. Of its own rights, as
      -- count_all_deliveries: row-level security would look at every recipient by itself. Nothing of any other mailing, and
      -- nothing of sealed people whom the caller does not read.
      CREATE FUNCTION count_all_responses(mailing uuid)
        RETURNS TABLE (kind text, messages bigint, by_people bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT e.kind, count(DISTINCT e.delivery_id), count(DISTINCT e.delivery_id) FILTER (WHERE NOT e.is_machine)
        FROM deliveries d JOIN tracking_events e ON e.delivery_id = d.id
        WHERE d.mailing_id = mailing AND sees_all_recipients(mailing)
          AND (d.person_id IS NULL OR d.person_id NOT IN (SELECT p.id FROM people p
            WHERE p.is_sealed AND p.owner_id = ANY (accord_scope())
              AND NOT EXISTS (SELECT 1 FROM sealed_readers r WHERE r.person_id = p.id AND r.account_id = accord_account())))
        GROUP BY 1
      $$;

      -- As above of a mailing of which the caller sees every recipient, and else one by one.
      CREATE FUNCTION count_responses(mailing uuid) RETURNS TABLE (kind text, messages bigint, by_people bigint)
        LANGUAGE sql STABLE AS $$
        SELECT * FROM count_all_responses(mailing)
        UNION ALL
        SELECT e.kind, count(DISTINCT e.delivery_id), count(DISTINCT e.delivery_id) FILTER (WHERE NOT e.is_machine)
        FROM deliveries d JOIN tracking_events e ON e.delivery_id = d.id
        WHERE d.mailing_id = mailing AND NOT sees_all_recipients(mailing) GROUP BY 1
      $$;

      -- In its place stands the relay's host on each domain (migrations: bulk-relay-host). Nothing asks it any more.
      DROP FUNCTION has_kept_relay(uuid);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
