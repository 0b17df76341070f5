import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class MailCalendar1763700041200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What organizations of the network see of each other's mailings: nothing, when one goes out and whose it is, or also
      -- about how many of their own subscribers get mail of the other.
      ALTER TABLE network_rules ADD COLUMN calendar text NOT NULL DEFAULT 'own'
        CHECK (calendar IN ('own', 'times', 'overlaps')), ADD COLUMN lists_counted_at timestamptz;
      CREATE INDEX mailings_in_time ON mailings ((coalesce(started_at, scheduled_at)));

      -- How many addresses subscribe to both organizations, in full fives, by the weekly count: never fewer than five.
      CREATE TABLE list_overlaps (
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        other_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        shared_count int NOT NULL CHECK (shared_count >= 5 AND shared_count % 5 = 0),
        counted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner_id, other_id)
      );
      ALTER TABLE list_overlaps ENABLE ROW LEVEL SECURITY;
      CREATE POLICY list_overlaps_own ON list_overlaps USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Whoever could have it counted again after each change of a list could find out about one address.
      REVOKE INSERT, UPDATE, DELETE ON list_overlaps FROM accord_web;

      -- When organizations outside the caller's scope send, where the network lets it be known: whose mailing and its hour, and
      -- nothing of what it says or to how many it goes.
      CREATE FUNCTION mailings_of_others(since timestamptz, until timestamptz)
        RETURNS TABLE (organization_id uuid, organization_name text, at timestamptz, is_planned boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT m.owner_id, o.public_name, coalesce(m.started_at, m.scheduled_at), m.started_at IS NULL
        FROM mailings m JOIN organizations o ON o.id = m.owner_id
        WHERE coalesce(m.started_at, m.scheduled_at) >= since AND coalesce(m.started_at, m.scheduled_at) < until
          AND (m.started_at IS NOT NULL OR m.state IN ('scheduled', 'preparing'))
          AND cardinality(accord_scope()) > 0 AND m.owner_id <> ALL (accord_scope())
          AND EXISTS (SELECT 1 FROM network_rules r WHERE r.calendar <> 'own')
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
