import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Email1763700006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE templates (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        name text NOT NULL,
        language text NOT NULL DEFAULT 'en',
        subject text NOT NULL DEFAULT '',
        preview_text text NOT NULL DEFAULT '',
        body jsonb NOT NULL,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON templates (owner_id, lower(name), id);
      -- draft -> scheduled -> preparing -> sending <-> paused -> finished; cancelled from all but finished.
      CREATE TABLE mailings (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'scheduled', 'preparing', 'sending', 'paused', 'finished', 'cancelled')),
        pause_reason text,
        language text NOT NULL DEFAULT 'en',
        from_name text NOT NULL DEFAULT '',
        from_address text NOT NULL DEFAULT '',
        reply_to text NOT NULL DEFAULT '',
        subject text NOT NULL DEFAULT '',
        preview_text text NOT NULL DEFAULT '',
        body jsonb NOT NULL,
        audience jsonb NOT NULL DEFAULT '{}',
        is_tracked boolean NOT NULL DEFAULT true,
        scheduled_at timestamptz,
        scheduled_zone text,
        version int NOT NULL DEFAULT 0,
        audience_count int,
        created_by uuid REFERENCES accounts,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz
      );
      CREATE INDEX ON mailings (owner_id, created_at DESC, id DESC);
      CREATE INDEX ON mailings (state) WHERE state IN ('scheduled', 'preparing', 'sending');
      -- What was frozen when a mailing began or went on: each delivery names the version it was sent with.
      CREATE TABLE mailing_versions (
        mailing_id uuid NOT NULL REFERENCES mailings ON DELETE CASCADE,
        version int NOT NULL,
        content jsonb NOT NULL,
        content_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (mailing_id, version)
      );
      CREATE TABLE mailing_links (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        mailing_id uuid NOT NULL REFERENCES mailings ON DELETE CASCADE,
        url text NOT NULL,
        UNIQUE (mailing_id, url)
      );
      -- One row per message to one address: of a mailing (lane bulk), or a message of its own (lane transactional).
      -- pending -> claimed -> handed -> sent | deferred | failed | unknown; deferred -> claimed;
      -- claimed -> pending | suppressed; pending, deferred -> cancelled; unknown -> pending | sent by a person's decision.
      -- A row outlives its mailing, so that the unsubscribe link of a mail goes on working.
      CREATE TABLE deliveries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        owner_id uuid NOT NULL REFERENCES organizations,
        lane text NOT NULL CHECK (lane IN ('transactional', 'bulk')),
        kind text NOT NULL,
        mailing_id uuid REFERENCES mailings ON DELETE SET NULL,
        version int,
        person_id uuid REFERENCES people ON DELETE SET NULL,
        canonical_email text NOT NULL,
        address text NOT NULL,
        name text NOT NULL DEFAULT '',
        message jsonb,
        is_secret boolean NOT NULL DEFAULT false,
        dedupe_key text UNIQUE,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'claimed', 'handed', 'sent', 'deferred', 'failed',
          'unknown', 'suppressed', 'cancelled')),
        reason text,
        attempt int NOT NULL DEFAULT 0,
        claim_token uuid,
        lease_until timestamptz,
        next_at timestamptz NOT NULL DEFAULT now(),
        handed_at timestamptz,
        settled_at timestamptz,
        smtp_code int,
        enhanced_code text,
        reply text,
        queue_id text,
        token bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()),
        resent_by uuid REFERENCES accounts,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (mailing_id, canonical_email),
        CHECK ((lane = 'transactional') = (message IS NOT NULL)),
        CHECK (lane = 'bulk' OR mailing_id IS NULL)
      );
      CREATE INDEX deliveries_due ON deliveries (lane, next_at, id) WHERE state IN ('pending', 'deferred');
      CREATE INDEX deliveries_due_of_mailing ON deliveries (mailing_id, id) WHERE state IN ('pending', 'deferred');
      CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state IN ('claimed', 'handed');
      CREATE INDEX ON deliveries (person_id);
      CREATE INDEX ON deliveries (mailing_id, state);
      CREATE INDEX ON deliveries (canonical_email);
      CREATE TABLE tracking_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        delivery_id bigint NOT NULL REFERENCES deliveries ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('open', 'click', 'bounce', 'complaint', 'unsubscribe')),
        link_id bigint REFERENCES mailing_links ON DELETE CASCADE,
        is_machine boolean NOT NULL DEFAULT false,
        machine_reason text,
        agent text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT now(),
        -- When it was told apart from machines for good and written to the timeline.
        judged_at timestamptz
      );
      CREATE INDEX ON tracking_events (delivery_id, kind);
      CREATE INDEX tracking_events_unjudged ON tracking_events (at) WHERE judged_at IS NULL;
      -- Addresses that are not mailed: by one organization, or by nobody (organization_id IS NULL).
      CREATE TABLE suppressions (
        id uuid PRIMARY KEY DEFAULT new_id(),
        canonical_email text NOT NULL,
        organization_id uuid REFERENCES organizations ON DELETE CASCADE,
        reason text NOT NULL CHECK (reason IN ('unsubscribed', 'hard-bounce', 'soft-bounces', 'complaint', 'staff', 'invalid')),
        detail text NOT NULL DEFAULT '',
        delivery_id bigint,
        created_at timestamptz NOT NULL DEFAULT now(),
        lifted_at timestamptz,
        lifted_by uuid REFERENCES accounts
      );
      CREATE UNIQUE INDEX ON suppressions (canonical_email, organization_id) NULLS NOT DISTINCT WHERE lifted_at IS NULL;

      DO $$ DECLARE owned text; BEGIN
        FOREACH owned IN ARRAY ARRAY['templates', 'mailings', 'deliveries'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
          EXECUTE format('CREATE POLICY %I ON %I USING (owner_id = ANY ((SELECT accord_scope())::uuid[]))', owned || '_own', owned);
        END LOOP;
        FOREACH owned IN ARRAY ARRAY['mailing_versions', 'mailing_links'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM mailings m WHERE m.id = mailing_id))', owned || '_own', owned);
        END LOOP;
      END $$;
      -- A delivery to somebody whom the caller cannot see is not seen either.
      CREATE POLICY deliveries_of_visible_people ON deliveries AS RESTRICTIVE
        USING (person_id IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      ALTER TABLE tracking_events ENABLE ROW LEVEL SECURITY;
      CREATE POLICY tracking_own ON tracking_events USING (EXISTS (SELECT 1 FROM deliveries d WHERE d.id = delivery_id));
      ALTER TABLE suppressions ENABLE ROW LEVEL SECURITY;
      -- A suppression for everybody is seen by those who know the address, and tells nobody of foreign people.
      CREATE POLICY suppressions_own ON suppressions
        USING (organization_id = ANY ((SELECT accord_scope())::uuid[])
          OR (organization_id IS NULL AND EXISTS (SELECT 1 FROM person_emails e
            WHERE e.canonical = canonical_email AND e.owner_id = ANY ((SELECT accord_scope())::uuid[]))))
        WITH CHECK (organization_id = ANY ((SELECT accord_scope())::uuid[])
          OR (organization_id IS NULL AND cardinality((SELECT accord_scope())) > 0));

      -- What a link in a mail leads to. The signed token is the authority, so that the link works for people who are
      -- sealed, and after the mailing or the person is gone: it runs as the owner of the tables.
      CREATE FUNCTION delivery_behind_link(delivery bigint)
        RETURNS TABLE (id bigint, owner_id uuid, lane text, mailing_id uuid, person_id uuid, canonical_email text, address text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT d.id, d.owner_id, d.lane, d.mailing_id, d.person_id, d.canonical_email, d.address
          FROM deliveries d WHERE d.id = delivery
        $$;
      -- Opens, clicks and leavings as [{ delivery, link, kind, agent, machine, at }]; what belongs to no delivery or to no link of
      -- its mailing is dropped. Visitors write them, who see no delivery. Gives how many were kept.
      CREATE FUNCTION record_tracking(events jsonb) RETURNS int
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          WITH kept AS (
            INSERT INTO tracking_events (delivery_id, kind, link_id, is_machine, machine_reason, agent, at)
            SELECT d.id, e.kind, l.id, e.machine IS NOT NULL, e.machine, e.agent, e.at
            FROM jsonb_to_recordset(events)
              AS e (delivery bigint, link bigint, kind text, agent text, machine text, at timestamptz)
            JOIN deliveries d ON d.id = e.delivery
            LEFT JOIN mailing_links l ON l.id = e.link AND l.mailing_id = d.mailing_id
            WHERE e.kind IN ('open', 'unsubscribe') OR (e.kind = 'click' AND l.id IS NOT NULL)
            RETURNING 1)
          SELECT count(*)::int FROM kept
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
