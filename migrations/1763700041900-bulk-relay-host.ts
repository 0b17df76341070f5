import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class BulkRelayHost1763700041900 implements MigrationInterface {
  name = 'BulkRelayHost1763700041900';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The host of the relay by which an organization's mailings go; none where that is the relay of SMTP_URL. By the same rules
      -- as the worker's routes: its own before its network's, a chapter's own relay only while the network lets chapters keep
      -- them, and none of a practice network. A chapter does not see its network's relays; their host is in every mail it sends.
      -- In the place of has_kept_relay, which processes of the version before still ask.
      CREATE FUNCTION bulk_relay_host(sender uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      AS $$ SELECT r.host FROM mail_routes t JOIN organizations o ON o.id = t.network_id AND NOT o.is_practice
        LEFT JOIN mail_relays r ON r.id = t.relay_id
        WHERE t.stream = 'bulk'
          AND (t.organization_id = sender
            OR t.organization_id = t.network_id AND t.network_id = (SELECT network_id FROM chapters WHERE id = sender))
          AND (r.id IS NULL OR r.owner_id = t.network_id
            OR (SELECT n.allows_own_relays FROM network_rules n WHERE n.network_id = t.network_id))
        ORDER BY (t.organization_id = sender) DESC LIMIT 1 $$;
      REVOKE ALL ON FUNCTION bulk_relay_host FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION bulk_relay_host TO accord_web;
    `);
  }

  down = forwardOnly;
}
