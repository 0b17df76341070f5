import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class MailCards1763700041700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What cards in a mail of this sender lead to: of these, the petitions and events of its own and of its network, which its
      -- own staff may not otherwise see. Drafts are nobody's to announce, and what the network does not list is not a chapter's.
      -- Of an event the next shift that is not over, and no more of its place than its page tells everybody.
      CREATE FUNCTION mail_cards(sender uuid, petition_ids uuid[], event_ids uuid[])
        RETURNS TABLE (kind text, id uuid, slug text, title jsonb, addressed_to jsonb, starts_at timestamptz, ends_at timestamptz,
          time_zone text, place text, obstacle text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH senders AS (SELECT sender AS id UNION SELECT c.network_id FROM chapters c WHERE c.id = sender)
        SELECT 'petition', p.id, p.slug, p.title, p.addressed_to, NULL::timestamptz, NULL::timestamptz, NULL, '',
          CASE WHEN p.state <> 'open' OR p.closes_at <= now() THEN 'closed' END
        FROM petitions p
        WHERE p.id = ANY (petition_ids) AND p.state <> 'draft' AND p.owner_id IN (SELECT s.id FROM senders s)
        UNION ALL
        SELECT 'event', e.id, e.slug, e.title, NULL, n.starts_at, n.ends_at, e.time_zone,
          CASE WHEN e.mode = 'virtual' THEN ''
            WHEN e.is_address_public THEN concat_ws(', ', nullif(e.venue, ''), nullif(e.address, '')) ELSE e.venue END,
          CASE WHEN e.state = 'cancelled' THEN 'cancelled' WHEN n.starts_at IS NULL THEN 'past' END
        FROM events e
        LEFT JOIN LATERAL (SELECT h.starts_at, h.ends_at FROM shifts h WHERE h.event_id = e.id AND h.ends_at > now()
          ORDER BY h.starts_at LIMIT 1) n ON true
        WHERE e.id = ANY (event_ids) AND e.state <> 'draft' AND e.owner_id IN (SELECT s.id FROM senders s)
          AND (e.is_listed OR e.owner_id = sender)
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
