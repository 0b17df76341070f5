import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Petitions1763700010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- draft -> open <-> closed -> delivered.
      CREATE TABLE petitions (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        campaign_id uuid REFERENCES campaigns,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed', 'delivered')),
        title jsonb NOT NULL DEFAULT '{}',
        addressed_to jsonb NOT NULL DEFAULT '{}',
        ask jsonb NOT NULL DEFAULT '{}',
        background jsonb NOT NULL DEFAULT '{}',
        thanks jsonb NOT NULL DEFAULT '{}',
        version int NOT NULL DEFAULT 0,
        goal int NOT NULL DEFAULT 100 CHECK (goal > 0),
        goal_cap int,
        is_count_hidden boolean NOT NULL DEFAULT false,
        closes_at timestamptz,
        next_action_kind text CHECK (next_action_kind IN ('letter', 'event', 'petition')),
        next_action_slug text,
        confirmed_count int NOT NULL DEFAULT 0 CHECK (confirmed_count >= 0),
        counted_at timestamptz,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        opened_at timestamptz,
        closed_at timestamptz
      );
      CREATE INDEX ON petitions (owner_id, created_at DESC, id DESC);
      -- The text people sign, frozen with its hash when it is published. Never changed; a new text is a new version.
      CREATE TABLE petition_versions (
        petition_id uuid NOT NULL REFERENCES petitions ON DELETE CASCADE,
        version int NOT NULL,
        text jsonb NOT NULL,
        text_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (petition_id, version)
      );
      -- pending -> confirmed -> withdrawn; pending -> withdrawn; withdrawn -> pending where the form is sent anew.
      CREATE TABLE signatures (
        id uuid PRIMARY KEY DEFAULT new_id(),
        petition_id uuid NOT NULL,
        version int NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations,
        person_id uuid REFERENCES people ON DELETE SET NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed', 'withdrawn')),
        given_name text NOT NULL,
        family_name text NOT NULL,
        email text NOT NULL,
        canonical_email text NOT NULL,
        zip text NOT NULL DEFAULT '',
        country text NOT NULL DEFAULT 'US',
        comment text NOT NULL DEFAULT '',
        is_public boolean NOT NULL DEFAULT false,
        language text NOT NULL,
        consents jsonb NOT NULL DEFAULT '[]',
        source_code text,
        share_code text NOT NULL,
        is_suspect boolean NOT NULL DEFAULT false,
        is_practice boolean NOT NULL DEFAULT false,
        mails_sent int NOT NULL DEFAULT 0,
        -- When a mail to the signer became due; the job that writes it clears it.
        mail_due_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- When the form was last sent: the confirmation link counts its days from here.
        asked_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz,
        withdrawn_at timestamptz,
        UNIQUE (petition_id, version, canonical_email),
        FOREIGN KEY (petition_id, version) REFERENCES petition_versions ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX ON signatures (share_code);
      CREATE INDEX ON signatures (petition_id, confirmed_at DESC, id DESC) WHERE state = 'confirmed';
      CREATE INDEX ON signatures (petition_id, canonical_email);
      CREATE INDEX ON signatures (person_id);
      CREATE INDEX signatures_mail_due ON signatures (mail_due_at) WHERE mail_due_at IS NOT NULL;
      -- +1 when a signature is confirmed, -1 when a confirmed one is withdrawn; rolled up into the count and removed.
      CREATE TABLE petition_deltas (
        petition_id uuid NOT NULL REFERENCES petitions ON DELETE CASCADE,
        n int NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      ALTER TABLE petitions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY petitions_own ON petitions USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY petitions_published ON petitions FOR SELECT USING (accord_is_public() AND state <> 'draft');
      ALTER TABLE petition_versions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY petition_versions_of_petitions ON petition_versions
        USING (EXISTS (SELECT 1 FROM petitions p WHERE p.id = petition_id));
      ALTER TABLE signatures ENABLE ROW LEVEL SECURITY;
      CREATE POLICY signatures_own ON signatures USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY signatures_of_visible_people ON signatures AS RESTRICTIVE
        USING (person_id IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      REVOKE UPDATE, DELETE ON petition_versions FROM accord_web;

      -- Addresses are shared by all organizations; row-level security would hide those of others.
      CREATE FUNCTION petition_slug_is_free(wanted text, except_id uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT NOT EXISTS (SELECT 1 FROM petitions WHERE slug = wanted AND id IS DISTINCT FROM except_id)
      $$;

      -- The holder of a signature's signed link is its signer: where the person behind it is sealed, this transaction may
      -- see and change their signature all the same, or "remove me" would not work for those who need it most.
      CREATE FUNCTION admit_signer(signature uuid) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM set_config('accord.met', (accord_met() || s.person_id)::text, true)
          FROM signatures mine JOIN signatures s USING (petition_id, canonical_email)
          WHERE mine.id = signature AND s.person_id IS NOT NULL AND s.owner_id = ANY (accord_scope());
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
