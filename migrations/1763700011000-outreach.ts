import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Outreach1763700011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A seat that exists whoever sits in it.
      CREATE TABLE offices (
        id uuid PRIMARY KEY DEFAULT new_id(),
        jurisdiction text NOT NULL,
        level text NOT NULL CHECK (level IN ('federal', 'state', 'county', 'local')),
        kind text NOT NULL CHECK (kind IN ('upper', 'lower', 'executive', 'mayor', 'council', 'prosecutor', 'sheriff',
          'police-chief', 'school-board', 'agency', 'company')),
        seat text NOT NULL,
        seat_key text NOT NULL,
        -- Who elects it: the district of this layer and key in this jurisdiction, or all of the jurisdiction where the
        -- layer is null. Keys and not ids: boundaries may come before the officials, after them, or anew.
        area_jurisdiction text NOT NULL,
        area_layer text,
        area_key text NOT NULL DEFAULT '',
        -- How many hold it at once: two for a state's seats in the Senate of the United States.
        seat_count int NOT NULL DEFAULT 1 CHECK (seat_count > 0),
        title text NOT NULL,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (jurisdiction, kind, seat_key)
      );
      CREATE INDEX ON offices (area_jurisdiction, area_layer, area_key);
      CREATE TABLE officials (
        id uuid PRIMARY KEY DEFAULT new_id(),
        name text NOT NULL,
        given_name text NOT NULL DEFAULT '',
        family_name text NOT NULL DEFAULT '',
        party text NOT NULL DEFAULT '',
        image_url text NOT NULL DEFAULT '',
        website text NOT NULL DEFAULT '',
        is_retired boolean NOT NULL DEFAULT false,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX officials_name_trigrams ON officials USING gin ((plain(name)) gin_trgm_ops);
      -- Where we know an official from. One human may stand in several sources, or twice in one; a record that has not
      -- changed since (content_hash) changes nothing here.
      CREATE TABLE official_sources (
        external_id text PRIMARY KEY,
        official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE,
        source text NOT NULL,
        content_hash text NOT NULL,
        verified_at timestamptz NOT NULL
      );
      CREATE INDEX ON official_sources (official_id);
      CREATE TABLE terms (
        id uuid PRIMARY KEY DEFAULT new_id(),
        office_id uuid NOT NULL REFERENCES offices ON DELETE CASCADE,
        official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE,
        starts_on date,
        ends_on date,
        ended_by_import boolean NOT NULL DEFAULT false,
        -- The record that vouches for it: only a complete run of the same source may end it by silence.
        external_id text NOT NULL REFERENCES official_sources ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX ON terms (office_id, official_id, starts_on) NULLS NOT DISTINCT;
      CREATE INDEX ON terms (official_id);
      CREATE TABLE official_channels (
        id uuid PRIMARY KEY DEFAULT new_id(),
        official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('email', 'web-form', 'phone', 'fax', 'address')),
        value text NOT NULL,
        label text NOT NULL DEFAULT '',
        status text NOT NULL DEFAULT 'ok' CHECK (status IN ('ok', 'bouncing', 'invalid')),
        position int NOT NULL DEFAULT 0,
        external_id text NOT NULL REFERENCES official_sources ON DELETE CASCADE,
        UNIQUE (official_id, kind, value)
      );
      CREATE TABLE committees (
        id uuid PRIMARY KEY DEFAULT new_id(),
        external_id text NOT NULL UNIQUE,
        jurisdiction text NOT NULL,
        chamber text NOT NULL,
        name text NOT NULL,
        content_hash text NOT NULL,
        is_practice boolean NOT NULL DEFAULT false
      );
      CREATE TABLE committee_seats (
        committee_id uuid NOT NULL REFERENCES committees ON DELETE CASCADE,
        official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE,
        role text NOT NULL DEFAULT 'member',
        PRIMARY KEY (committee_id, official_id)
      );
      -- draft -> open <-> closed.
      CREATE TABLE letter_campaigns (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        campaign_id uuid REFERENCES campaigns,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed')),
        title jsonb NOT NULL DEFAULT '{}',
        introduction jsonb NOT NULL DEFAULT '{}',
        subject jsonb NOT NULL DEFAULT '{}',
        body jsonb NOT NULL DEFAULT '{}',
        targets jsonb NOT NULL,
        version int NOT NULL DEFAULT 0,
        is_story_required boolean NOT NULL DEFAULT false,
        is_test_mode boolean NOT NULL DEFAULT false,
        closes_at timestamptz,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON letter_campaigns (owner_id, created_at DESC, id DESC);
      CREATE TABLE letter_versions (
        letter_campaign_id uuid NOT NULL REFERENCES letter_campaigns ON DELETE CASCADE,
        version int NOT NULL,
        text jsonb NOT NULL,
        text_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (letter_campaign_id, version)
      );
      -- One supporter's letter, as they wrote it. pending -> confirmed | withdrawn; confirmed -> withdrawn.
      CREATE TABLE letters (
        id uuid PRIMARY KEY DEFAULT new_id(),
        letter_campaign_id uuid NOT NULL,
        version int NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations,
        person_id uuid REFERENCES people ON DELETE SET NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed', 'withdrawn')),
        given_name text NOT NULL,
        family_name text NOT NULL,
        email text NOT NULL,
        canonical_email text NOT NULL,
        street text NOT NULL DEFAULT '',
        city text NOT NULL DEFAULT '',
        state_code text NOT NULL DEFAULT '',
        zip text NOT NULL DEFAULT '',
        phone text NOT NULL DEFAULT '',
        located_by text NOT NULL,
        -- The districts found when it was written, [{ id, layer, kind, code, name, jurisdiction }].
        districts jsonb NOT NULL DEFAULT '[]',
        subject text NOT NULL,
        body text NOT NULL,
        story text NOT NULL DEFAULT '',
        text_hash bytea NOT NULL,
        edit_share real NOT NULL DEFAULT 0,
        verification_code text NOT NULL UNIQUE,
        language text NOT NULL,
        consents jsonb NOT NULL DEFAULT '[]',
        source_code text,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz,
        withdrawn_at timestamptz,
        FOREIGN KEY (letter_campaign_id, version) REFERENCES letter_versions ON DELETE CASCADE
      );
      CREATE INDEX ON letters (letter_campaign_id, created_at DESC, id DESC);
      CREATE INDEX ON letters (person_id);
      -- One letter to one office. proposed -> queued -> sent | failed | unknown | handed-off; proposed -> cancelled.
      CREATE TABLE outreaches (
        id uuid PRIMARY KEY DEFAULT new_id(),
        letter_id uuid NOT NULL REFERENCES letters ON DELETE CASCADE,
        letter_campaign_id uuid NOT NULL REFERENCES letter_campaigns ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations,
        office_id uuid NOT NULL REFERENCES offices,
        official_id uuid NOT NULL REFERENCES officials,
        canonical_email text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('email', 'web-form', 'phone')),
        channel_value text NOT NULL,
        why text NOT NULL,
        state text NOT NULL DEFAULT 'proposed'
          CHECK (state IN ('proposed', 'queued', 'sent', 'failed', 'unknown', 'handed-off', 'cancelled')),
        delivery_id bigint REFERENCES deliveries ON DELETE SET NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (letter_id, office_id)
      );
      -- One message per person, office and campaign: only what is on its way or gone counts.
      CREATE UNIQUE INDEX outreaches_once ON outreaches (letter_campaign_id, office_id, canonical_email)
        WHERE state IN ('queued', 'sent', 'unknown', 'handed-off');
      CREATE INDEX ON outreaches (office_id);
      CREATE INDEX ON outreaches (delivery_id);
      ALTER TABLE letter_campaigns ENABLE ROW LEVEL SECURITY;
      CREATE POLICY letter_campaigns_own ON letter_campaigns USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY letter_campaigns_published ON letter_campaigns FOR SELECT USING (accord_is_public() AND state <> 'draft');
      ALTER TABLE letter_versions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY letter_versions_of_campaigns ON letter_versions
        USING (EXISTS (SELECT 1 FROM letter_campaigns c WHERE c.id = letter_campaign_id));
      ALTER TABLE letters ENABLE ROW LEVEL SECURITY;
      CREATE POLICY letters_own ON letters USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY letters_of_visible_people ON letters AS RESTRICTIVE
        USING (person_id IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      ALTER TABLE outreaches ENABLE ROW LEVEL SECURITY;
      CREATE POLICY outreaches_own ON outreaches USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY outreaches_of_visible_letters ON outreaches AS RESTRICTIVE
        USING (EXISTS (SELECT 1 FROM letters l WHERE l.id = letter_id));
      REVOKE UPDATE, DELETE ON letter_versions FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
