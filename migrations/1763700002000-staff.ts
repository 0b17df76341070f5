import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Staff1763700002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY DEFAULT new_id(),
        -- A program is what an API key works as: it has an account so that what it did has an author, and no password.
        kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'program')),
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        locale text NOT NULL DEFAULT 'en',
        password_hash text,
        totp_secret bytea,
        totp_confirmed_at timestamptz,
        totp_last_step bigint,
        totp_failures int NOT NULL DEFAULT 0,
        totp_locked_until timestamptz,
        state text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'disabled')),
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (kind = 'person' OR password_hash IS NULL)
      );
      CREATE TABLE recovery_codes (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (account_id, code_hash)
      );
      CREATE TABLE grants (
        id uuid PRIMARY KEY DEFAULT new_id(),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('network-admin', 'chapter-admin', 'organizer', 'sender', 'analyst',
          'partner-admin', 'event-host', 'check-in-helper')),
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        event_id uuid,
        granted_by uuid REFERENCES accounts,
        expires_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (account_id, role, organization_id, event_id)
      );
      CREATE INDEX ON grants (organization_id, account_id);
      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT new_id(),
        token_hash bytea NOT NULL UNIQUE,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        csrf_token text NOT NULL,
        second_factor_at timestamptz,
        password_at timestamptz NOT NULL DEFAULT now(),
        agent text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        seen_at timestamptz NOT NULL DEFAULT now(),
        ends_at timestamptz NOT NULL
      );
      CREATE INDEX ON sessions (account_id);
      CREATE TABLE one_time_links (
        id uuid PRIMARY KEY DEFAULT new_id(),
        token_hash bytea NOT NULL UNIQUE,
        purpose text NOT NULL CHECK (purpose IN ('invitation', 'password-reset', 'sign-in')),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        email text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY DEFAULT new_id(),
        account_id uuid NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE,
        prefix text NOT NULL UNIQUE,
        secret_hash bytea NOT NULL,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('network-admin', 'chapter-admin', 'organizer', 'sender', 'analyst',
          'partner-admin', 'event-host', 'check-in-helper')),
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        created_by uuid REFERENCES accounts,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON api_keys (organization_id);

      -- Sessions, links and accounts are found by a secret or by one's own id. What lists them is bound to grants and
      -- keys: an account shows itself to those who administer an organization it works in, and to itself.
      ALTER TABLE grants ENABLE ROW LEVEL SECURITY;
      CREATE POLICY grants_of_organization ON grants USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY grants_of_account ON grants FOR SELECT USING (account_id = (SELECT accord_account()));
      ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
      CREATE POLICY api_keys_of_organization ON api_keys USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Who calls with a key is not known before the key is found, so finding it stands outside of the policy.
      CREATE FUNCTION api_key_by_prefix(wanted text) RETURNS SETOF api_keys
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT * FROM api_keys WHERE prefix = wanted $$;
      CREATE FUNCTION api_key_used(used uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ UPDATE api_keys SET last_used_at = now()
           WHERE id = used AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute') $$;

      -- Disabling an account concerns every organization it works for; this tells no more than that there are others.
      CREATE FUNCTION works_elsewhere(worker uuid, known uuid[]) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM grants WHERE account_id = worker AND organization_id <> ALL (known)
             AND (expires_at IS NULL OR expires_at > now())) $$;

      CREATE TABLE rate_counters (
        key text NOT NULL,
        window_start timestamptz NOT NULL,
        count int NOT NULL DEFAULT 0,
        PRIMARY KEY (key, window_start)
      );

      -- Evidence: rows are added, never changed, and each carries the hash of the one before it.
      CREATE TABLE audit_entries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        account_id uuid,
        actor text NOT NULL,
        organization_id uuid,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text,
        detail jsonb NOT NULL DEFAULT '{}',
        address text,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL
      );
      CREATE INDEX ON audit_entries (organization_id, id DESC);
      CREATE INDEX ON audit_entries (subject_kind, subject_id);
      ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
      CREATE POLICY audit_own ON audit_entries FOR SELECT USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE INSERT, UPDATE, DELETE ON audit_entries FROM accord_web;

      CREATE FUNCTION audit_hash(previous bytea, at timestamptz, account uuid, actor text, organization uuid, action text,
        subject_kind text, subject_id text, detail jsonb, address text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
        SELECT sha256(previous || convert_to(jsonb_build_array(extract(epoch FROM at), account, actor, organization, action,
          subject_kind, subject_id, detail, address)::text, 'UTF8'))
      $$;
      -- The only way in, for the web role too. The lock makes the chain one line; it ends with the transaction.
      CREATE FUNCTION audit_append(account uuid, actor text, organization uuid, action text, subject_kind text,
        subject_id text, detail jsonb, address text) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        previous bytea;
        moment timestamptz := clock_timestamp();
        made bigint;
      BEGIN
        PERFORM pg_advisory_xact_lock(4207001);
        SELECT e.hash INTO previous FROM audit_entries e ORDER BY e.id DESC LIMIT 1;
        previous := coalesce(previous, '\\x00'::bytea);
        INSERT INTO audit_entries (at, account_id, actor, organization_id, action, subject_kind, subject_id, detail, address,
          previous_hash, hash)
        VALUES (moment, account, actor, organization, action, subject_kind, subject_id, detail, address, previous,
          audit_hash(previous, moment, account, actor, organization, action, subject_kind, subject_id, detail, address))
        RETURNING id INTO made;
        RETURN made;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
