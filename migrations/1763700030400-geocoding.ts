import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Geocoding1763700030400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What outside geocoders said, also that they found nothing. The key is an HMAC of the address: none can be read here.
      CREATE TABLE geocodings (
        address_hash bytea PRIMARY KEY,
        latitude double precision,
        longitude double precision,
        method text NOT NULL,
        found_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CHECK ((latitude IS NULL) = (longitude IS NULL))
      );
      -- One recalculation of everybody's districts, due since boundaries or ZIP points changed. queued -> running -> finished.
      CREATE TABLE district_runs (
        id uuid PRIMARY KEY DEFAULT new_id(),
        reason text NOT NULL CHECK (reason IN ('districts', 'zip-points')),
        title text NOT NULL,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'finished')),
        done_until uuid,
        counted_count int NOT NULL DEFAULT 0,
        claimed_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      CREATE INDEX district_runs_open ON district_runs (id) WHERE state <> 'finished';

      -- Addresses that must be looked up, since they are new or changed. Whatever writes addresses, the triggers below know.
      CREATE TABLE unplaced_addresses (
        address_id uuid PRIMARY KEY REFERENCES person_addresses ON DELETE CASCADE,
        since timestamptz NOT NULL DEFAULT now(),
        claimed_until timestamptz
      );
      CREATE TABLE location_failures (
        address_id uuid PRIMARY KEY REFERENCES person_addresses ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        reason text NOT NULL CHECK (reason IN ('marked-invalid', 'abroad', 'no-address', 'unknown-zip', 'unknown-town', 'outside',
          'no-boundaries', 'several-districts')),
        layers text[] NOT NULL DEFAULT '{}',
        last_tried_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON location_failures (owner_id, address_id);
      -- Keyed by the address and not the person, so that having moved is no reason against undoing an import.
      CREATE TABLE district_moves (
        run_id uuid NOT NULL REFERENCES district_runs ON DELETE CASCADE,
        address_id uuid NOT NULL REFERENCES person_addresses ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        jurisdiction text NOT NULL,
        layer text NOT NULL,
        from_name text NOT NULL,
        to_name text,
        PRIMARY KEY (run_id, address_id, jurisdiction, layer)
      );
      CREATE INDEX ON district_moves (address_id);
      CREATE INDEX ON district_moves (run_id, owner_id, address_id);
      -- Where people were whose district is gone, until the next recalculation has told where they are.
      CREATE TABLE lost_districts (
        address_id uuid NOT NULL REFERENCES person_addresses ON DELETE CASCADE,
        jurisdiction text NOT NULL,
        layer text NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (address_id, jurisdiction, layer)
      );

      -- Asked of the person by a function of its own rights, or each row would be planned with the policies of people.
      CREATE FUNCTION accord_owns_address(address uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM person_addresses a JOIN people p ON p.id = a.person_id
          WHERE a.id = address AND p.owner_id = ANY (accord_scope())
            AND (NOT p.is_sealed OR EXISTS (SELECT 1 FROM sealed_readers r
              WHERE r.person_id = p.id AND r.account_id = accord_account())))
      $$;
      -- How many of the caller's people a recalculation moved: a count over many rows, which a policy by row would make slow.
      CREATE FUNCTION count_district_moves(run uuid) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT count(DISTINCT m.address_id) FROM district_moves m
          JOIN person_addresses a ON a.id = m.address_id JOIN people p ON p.id = a.person_id
          WHERE m.run_id = run AND m.owner_id = ANY (accord_scope()) AND p.state = 'active'
            AND (NOT p.is_sealed OR EXISTS (SELECT 1 FROM sealed_readers r
              WHERE r.person_id = p.id AND r.account_id = accord_account()))
      $$;
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['unplaced_addresses', 'location_failures', 'district_moves', 'lost_districts'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (accord_owns_address(address_id))', child || '_own', child);
        END LOOP;
      END $$;

      -- Queues addresses. One that is written together with the moment it was found (practice data) is found.
      CREATE FUNCTION queue_new_addresses() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO unplaced_addresses (address_id) SELECT id FROM written WHERE located_at IS NULL
          ON CONFLICT (address_id) DO UPDATE SET claimed_until = NULL, since = now();
        RETURN NULL;
      END $$;
      CREATE FUNCTION queue_changed_addresses() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO unplaced_addresses (address_id)
          SELECT w.id FROM written w JOIN before b USING (id)
          WHERE (w.person_id, w.line1, w.city, w.state, w.zip, w.country, w.is_primary, w.status)
            IS DISTINCT FROM (b.person_id, b.line1, b.city, b.state, b.zip, b.country, b.is_primary, b.status)
          ON CONFLICT (address_id) DO UPDATE SET claimed_until = NULL, since = now();
        DELETE FROM person_districts d USING before b JOIN written w USING (id)
          WHERE b.is_primary AND (NOT w.is_primary OR w.person_id <> b.person_id) AND d.person_id = b.person_id;
        RETURN NULL;
      END $$;
      CREATE FUNCTION forget_removed_addresses() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM person_districts d USING before b WHERE b.is_primary AND d.person_id = b.person_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER addresses_new AFTER INSERT ON person_addresses REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION queue_new_addresses();
      CREATE TRIGGER addresses_changed AFTER UPDATE ON person_addresses REFERENCING OLD TABLE AS before NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION queue_changed_addresses();
      CREATE TRIGGER addresses_removed AFTER DELETE ON person_addresses REFERENCING OLD TABLE AS before
        FOR EACH STATEMENT EXECUTE FUNCTION forget_removed_addresses();

      CREATE FUNCTION remember_lost_districts() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO lost_districts (address_id, jurisdiction, layer, name)
          SELECT a.id, OLD.jurisdiction, OLD.layer, OLD.name
          FROM person_districts d JOIN person_addresses a ON a.person_id = d.person_id AND a.is_primary
          WHERE d.district_id = OLD.id
          ON CONFLICT DO NOTHING;
        RETURN OLD;
      END $$;
      CREATE TRIGGER districts_lost BEFORE DELETE ON districts FOR EACH ROW EXECUTE FUNCTION remember_lost_districts();

      -- Addresses that are here already are looked up once.
      INSERT INTO unplaced_addresses (address_id) SELECT id FROM person_addresses WHERE located_at IS NULL;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
