import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class People1763700004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row is one human as one organization knows them: a relationship, owned. Two chapters that know the same
      -- human hold two rows, and neither learns of the other's.
      CREATE TABLE people (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        given_name text NOT NULL DEFAULT '',
        family_name text NOT NULL DEFAULT '',
        pronouns text NOT NULL DEFAULT '',
        language text NOT NULL DEFAULT 'en',
        is_sealed boolean NOT NULL DEFAULT false,
        no_tracking boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'merged', 'erased')),
        merged_into uuid REFERENCES people,
        source_code text,
        last_action_at timestamptz,
        action_count int NOT NULL DEFAULT 0,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((state = 'merged') = (merged_into IS NOT NULL))
      );
      CREATE INDEX ON people (owner_id, created_at DESC, id DESC) WHERE state = 'active';
      CREATE INDEX ON people (owner_id, plain(family_name), plain(given_name), id) WHERE state = 'active';
      CREATE INDEX ON people (owner_id, last_action_at DESC NULLS LAST, id DESC) WHERE state = 'active';
      CREATE INDEX people_name_trigrams ON people USING gin ((plain(given_name || ' ' || family_name)) gin_trgm_ops);
      CREATE TABLE sealed_readers (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        PRIMARY KEY (person_id, account_id)
      );
      CREATE TABLE person_emails (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations,
        address text NOT NULL,
        canonical text NOT NULL CHECK (canonical = lower(canonical)),
        label text NOT NULL DEFAULT '',
        is_primary boolean NOT NULL DEFAULT false,
        status text NOT NULL DEFAULT 'ok' CHECK (status IN ('ok', 'bouncing', 'invalid')),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (person_id, canonical)
      );
      CREATE UNIQUE INDEX ON person_emails (person_id) WHERE is_primary;
      CREATE INDEX ON person_emails (canonical, owner_id);
      CREATE INDEX person_emails_trigrams ON person_emails USING gin (canonical gin_trgm_ops);
      CREATE TABLE person_phones (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations,
        e164 text NOT NULL CHECK (e164 ~ '^\\+[1-9][0-9]{3,14}$'),
        label text NOT NULL DEFAULT '',
        is_primary boolean NOT NULL DEFAULT false,
        status text NOT NULL DEFAULT 'ok' CHECK (status IN ('ok', 'invalid')),
        UNIQUE (person_id, e164)
      );
      CREATE UNIQUE INDEX ON person_phones (person_id) WHERE is_primary;
      CREATE INDEX ON person_phones (e164, owner_id);
      CREATE TABLE person_addresses (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        line1 text NOT NULL DEFAULT '',
        line2 text NOT NULL DEFAULT '',
        city text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT '',
        zip text NOT NULL DEFAULT '',
        country text NOT NULL DEFAULT 'US',
        label text NOT NULL DEFAULT '',
        is_primary boolean NOT NULL DEFAULT false,
        status text NOT NULL DEFAULT 'ok' CHECK (status IN ('ok', 'invalid')),
        latitude double precision,
        longitude double precision,
        located_by text CHECK (located_by IN ('zip-point', 'town-point', 'geocoder', 'map-pin')),
        located_at timestamptz
      );
      CREATE INDEX ON person_addresses (person_id);
      CREATE UNIQUE INDEX ON person_addresses (person_id) WHERE is_primary;
      CREATE TABLE person_districts (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        district_id uuid NOT NULL REFERENCES districts ON DELETE CASCADE,
        method text NOT NULL,
        found_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, district_id)
      );
      CREATE INDEX ON person_districts (district_id);
      CREATE TABLE tags (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX ON tags (owner_id, lower(name));
      CREATE TABLE person_tags (
        tag_id uuid NOT NULL REFERENCES tags ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        added_at timestamptz NOT NULL DEFAULT now(),
        added_by uuid REFERENCES accounts,
        PRIMARY KEY (tag_id, person_id)
      );
      CREATE INDEX ON person_tags (person_id);
      CREATE TABLE person_notes (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        author_id uuid REFERENCES accounts,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON person_notes (person_id, created_at DESC);

      -- Evidence of consent, given and withdrawn. subscriptions is its newest word, kept in the same transaction.
      CREATE TABLE consents (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations,
        channel text NOT NULL CHECK (channel IN ('email', 'sms', 'phone', 'share')),
        purpose text NOT NULL DEFAULT 'updates',
        is_given boolean NOT NULL,
        text text NOT NULL,
        language text NOT NULL,
        source_kind text NOT NULL,
        source_id uuid,
        method text NOT NULL CHECK (method IN ('form', 'confirmed', 'staff', 'import', 'one-click', 'page', 'complaint')),
        recorded_by uuid REFERENCES accounts,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON consents (person_id, id DESC);
      CREATE TABLE subscriptions (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations,
        channel text NOT NULL CHECK (channel IN ('email', 'sms', 'phone')),
        is_subscribed boolean NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, organization_id, channel)
      );
      CREATE INDEX ON subscriptions (organization_id, person_id) WHERE is_subscribed AND channel = 'email';

      -- Sharing with another organization: a ledger row opens it, another ends it, time ends it by itself.
      CREATE TABLE shares (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        from_id uuid NOT NULL REFERENCES organizations,
        to_id uuid NOT NULL REFERENCES organizations,
        purpose text NOT NULL,
        consent_id bigint NOT NULL REFERENCES consents,
        agreement_id uuid,
        ends_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (from_id <> to_id)
      );
      CREATE INDEX ON shares (person_id);
      CREATE INDEX ON shares (to_id, ends_at);
      CREATE TABLE share_ends (
        share_id uuid PRIMARY KEY REFERENCES shares ON DELETE CASCADE,
        reason text NOT NULL,
        ended_by uuid REFERENCES accounts,
        at timestamptz NOT NULL DEFAULT now()
      );
      REVOKE UPDATE, DELETE ON consents, shares, share_ends FROM accord_web;

      -- People who, in this transaction, themselves gave us their address or telephone: see meet_person.
      CREATE FUNCTION accord_met() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(nullif(current_setting('accord.met', true), ''), '{}')::uuid[] $$;
      ALTER TABLE people ENABLE ROW LEVEL SECURITY;
      CREATE POLICY people_own ON people
        USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
          AND (NOT is_sealed OR id = ANY ((SELECT accord_met())::uuid[]) OR EXISTS (SELECT 1 FROM sealed_readers r
            WHERE r.person_id = people.id AND r.account_id = (SELECT accord_account()))))
        WITH CHECK (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY people_shared ON people FOR SELECT
        USING (NOT is_sealed AND state = 'active' AND EXISTS (SELECT 1 FROM shares s
          WHERE s.person_id = people.id AND s.to_id = ANY ((SELECT accord_scope())::uuid[]) AND s.ends_at > now()
            AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)));
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['person_emails', 'person_phones', 'person_addresses', 'person_districts'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id))', child || '_of_visible_people', child);
        END LOOP;
      END $$;
      -- A share shows who somebody is and how to reach them; what the owner thinks and wrote stays the owner's.
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['person_tags', 'person_notes'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id
            AND p.owner_id = ANY ((SELECT accord_scope())::uuid[])))', child || '_of_own_people', child);
        END LOOP;
        FOREACH child IN ARRAY ARRAY['consents', 'subscriptions'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id
            AND (p.owner_id = ANY ((SELECT accord_scope())::uuid[])
              OR organization_id = ANY ((SELECT accord_scope())::uuid[]))))', child || '_of_parties', child);
        END LOOP;
      END $$;
      -- Shares are read by the policy of people, so their own must not ask people again.
      ALTER TABLE shares ENABLE ROW LEVEL SECURITY;
      CREATE POLICY shares_of_parties ON shares
        USING (from_id = ANY ((SELECT accord_scope())::uuid[]) OR to_id = ANY ((SELECT accord_scope())::uuid[]))
        WITH CHECK (from_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE share_ends ENABLE ROW LEVEL SECURITY;
      CREATE POLICY share_ends_of_parties ON share_ends USING (EXISTS (SELECT 1 FROM shares s WHERE s.id = share_id));
      ALTER TABLE tags ENABLE ROW LEVEL SECURITY;
      CREATE POLICY tags_own ON tags USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));

      -- Who, among the people of one organization, gives this canonical email or E.164 number: NULL where nobody does yet.
      -- Two people may share an email: the one of the same name is taken, else the one known longest. A telephone of a
      -- household is shared more often, so it counts only with the same given name. Sealed people are met too (a second,
      -- open record of them would undo the seal), and this transaction may then write to them; it learns nothing but the id.
      -- The lock makes two forms sent at once one person; it ends with the transaction.
      CREATE FUNCTION meet_person(owner uuid, email text, phone text, given text, family text) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE met uuid;
      BEGIN
        IF email IS NOT NULL THEN
          PERFORM pg_advisory_xact_lock(hashtextextended(owner || ' ' || email, 4004));
          SELECT p.id INTO met FROM person_emails e JOIN people p ON p.id = e.person_id
            WHERE e.canonical = email AND e.owner_id = owner AND p.state = 'active'
            ORDER BY plain(p.given_name || ' ' || p.family_name) = plain(given || ' ' || family) DESC, p.created_at, p.id LIMIT 1;
        END IF;
        IF met IS NULL AND phone IS NOT NULL THEN
          PERFORM pg_advisory_xact_lock(hashtextextended(owner || ' ' || phone, 4004));
          SELECT p.id INTO met FROM person_phones t JOIN people p ON p.id = t.person_id
            WHERE t.e164 = phone AND t.owner_id = owner AND p.state = 'active'
              AND plain(p.given_name) = plain(given)
            ORDER BY plain(p.family_name) = plain(family) DESC, p.created_at, p.id LIMIT 1;
        END IF;
        IF met IS NOT NULL THEN
          PERFORM set_config('accord.met', (accord_met() || met)::text, true);
        END IF;
        RETURN met;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
