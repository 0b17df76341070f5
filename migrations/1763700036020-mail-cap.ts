import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class MailCap1763700036020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which of these addresses have had as much bulk mail as the network allows, whoever sent it. It counts over all owners
      -- and says nothing but this: not how many, not of whom. Leans on the index of deliveries by canonical_email.
      CREATE FUNCTION capped_among(emails text[], sender uuid, is_urgent boolean) RETURNS SETOF text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT e.email FROM network_rules r CROSS JOIN unnest(emails) AS e (email)
        WHERE r.cap_mails IS NOT NULL
          AND NOT (is_urgent AND (r.cap_passes = 'urgent'
            OR (r.cap_passes = 'network-urgent' AND EXISTS (SELECT 1 FROM networks n WHERE n.id = sender))))
          AND r.cap_mails <= (SELECT count(*) FROM deliveries o WHERE o.canonical_email = e.email AND o.lane = 'bulk'
            AND o.state IN ('handed', 'sent', 'unknown') AND o.handed_at > now() - make_interval(days => r.cap_days))
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
