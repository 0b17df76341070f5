import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Ground1763700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The web process works as this role, which row-level security binds; workers are the owner of the tables. Where the
      -- migrating role may not make roles (managed servers), an administrator has made and granted it before.
      DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'accord_web') THEN
          CREATE ROLE accord_web NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- roles belong to the whole server
      END $$;
      DO $$ BEGIN
        GRANT accord_web TO CURRENT_USER;
      EXCEPTION WHEN insufficient_privilege THEN
        IF NOT pg_has_role('accord_web', 'MEMBER') THEN RAISE; END IF;
      END $$;
      GRANT USAGE ON SCHEMA public TO accord_web;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO accord_web;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO accord_web;

      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;

      -- UUID version 7 (RFC 9562 5.7): time-ordered, so that new rows land at the end of the index.
      CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
        SELECT encode(
          set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
              PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid
      $$;

      -- What the present transaction may see. Nothing set: nothing seen.
      CREATE FUNCTION accord_scope() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(nullif(current_setting('accord.scope', true), ''), '{}')::uuid[] $$;
      CREATE FUNCTION accord_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('accord.account', true), '')::uuid $$;
      CREATE FUNCTION accord_is_public() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(current_setting('accord.public', true), '') = 'on' $$;
      CREATE FUNCTION accord_sees_owner(owner uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT owner = ANY (accord_scope()) $$;

      -- unaccent() is only STABLE; names are compared and indexed by this.
      CREATE FUNCTION plain(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
        $$ SELECT lower(public.unaccent('public.unaccent', value)) $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
