import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class RelayedMailings1763700041610 implements MigrationInterface {
  name = 'RelayedMailings1763700041610';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether mailings of an organization go by a relay that is kept, so that they leave this server even where SMTP_URL
      -- names none. A chapter does not see its network's routes; what it may know of them is this.
      CREATE FUNCTION has_kept_relay(sender uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      AS $$ SELECT EXISTS (
        SELECT 1 FROM mail_routes t JOIN organizations o ON o.id = t.network_id AND NOT o.is_practice
        WHERE t.stream = 'bulk' AND t.relay_id IS NOT NULL
          AND (t.organization_id = sender
            OR t.organization_id = t.network_id AND t.network_id = (SELECT network_id FROM chapters WHERE id = sender))) $$;
      REVOKE ALL ON FUNCTION has_kept_relay FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION has_kept_relay TO accord_web;
    `);
  }

  down = forwardOnly;
}
