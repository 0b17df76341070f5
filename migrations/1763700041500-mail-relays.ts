import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Further relays beside that of SMTP_URL, and whose mail goes by which. */
export class MailRelays1763700041500 implements MigrationInterface {
  name = 'MailRelays1763700041500';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      CREATE TABLE mail_relays (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- The network, or a chapter that keeps its own.
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        host text NOT NULL CHECK (host = lower(host)),
        port int NOT NULL CHECK (port BETWEEN 1 AND 65535),
        -- Both are encrypted: from the first byte, or after the greeting. Nothing else is offered.
        tls text NOT NULL CHECK (tls IN ('implicit', 'starttls')),
        -- Empty where it takes mail without a sign-in.
        username text NOT NULL DEFAULT '',
        password_sealed bytea,
        per_minute int CHECK (per_minute BETWEEN 1 AND 1000000),
        -- Over all workers. One of them is kept free of bulk mail, so there are two at least.
        connections int NOT NULL DEFAULT 5 CHECK (connections BETWEEN 2 AND 50),
        -- The first day of its warm-up; empty where it has none. Then the newest day of it, and what was sent on that.
        warming_since date,
        warm_day date,
        warm_count int NOT NULL DEFAULT 0,
        -- Grows with each change of what a connection is made of: who holds an older one opens it anew.
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (owner_id, name),
        CHECK ((username = '') = (password_sealed IS NULL))
      );
      ALTER TABLE mail_relays ENABLE ROW LEVEL SECURITY;
      CREATE POLICY mail_relays_own ON mail_relays USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));

      -- By which relay an organization's mail goes. The network's row is for everybody who has none.
      CREATE TABLE mail_routes (
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        stream text NOT NULL CHECK (stream IN ('bulk', 'transactional')),
        network_id uuid NOT NULL REFERENCES networks ON DELETE CASCADE,
        -- Empty for that of SMTP_URL. A relay is not removed while mail goes by it.
        relay_id uuid REFERENCES mail_relays,
        PRIMARY KEY (organization_id, stream)
      );
      CREATE INDEX mail_routes_by_relay ON mail_routes (relay_id);
      ALTER TABLE mail_routes ENABLE ROW LEVEL SECURITY;
      -- A chapter sees its own; the network those of everybody, since they may name relays of its own.
      CREATE POLICY mail_routes_own ON mail_routes USING (organization_id = ANY ((SELECT accord_scope())::uuid[])
        OR network_id = ANY ((SELECT accord_scope())::uuid[]));

      ALTER TABLE network_rules ADD allows_own_relays boolean NOT NULL DEFAULT false;

      -- What a relay's contract allows, beside what is found out while sending ("connections").
      ALTER TABLE sending_rates ADD most_connections int CHECK (most_connections > 0);

      -- A relay's limits stand where the pace is kept. With a change of its settings it is tried anew: what it refused
      -- before was refused to others.
      CREATE FUNCTION keep_relay_rate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          DELETE FROM sending_rates WHERE relay = OLD.id::text;
          RETURN OLD;
        END IF;
        INSERT INTO sending_rates (relay, receiver, per_minute, tokens, most_connections)
          VALUES (NEW.id::text, '*', NEW.per_minute, coalesce(greatest(1, NEW.per_minute * 0.2), 0), NEW.connections)
          ON CONFLICT (relay, receiver) DO UPDATE SET per_minute = excluded.per_minute,
            most_connections = excluded.most_connections, connections = NULL, slowed_until = NULL, slowed_since = NULL,
            strikes = 0, reason = NULL, broken_since = NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER mail_relays_rate AFTER INSERT OR DELETE OR UPDATE OF version ON mail_relays
        FOR EACH ROW EXECUTE FUNCTION keep_relay_rate();

      -- How each relay of the caller's own fares; the table itself is for nobody to read.
      CREATE FUNCTION own_relay_paces()
        RETURNS TABLE (relay uuid, slowed_until timestamptz, reason text, is_broken boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT m.id, CASE WHEN r.slowed_until > now() THEN r.slowed_until END, r.reason, r.broken_since IS NOT NULL
          FROM mail_relays m JOIN sending_rates r ON r.relay = m.id::text AND r.receiver = '*'
          WHERE m.owner_id = ANY (accord_scope())
        $$;

      -- The same receivers by whichever relay the caller's mail goes; of several, the one that waits longest.
      CREATE OR REPLACE FUNCTION receiving_pace(receivers text[])
        RETURNS TABLE (receiver text, slowed_until timestamptz, reason text, connections int, is_broken boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT DISTINCT ON (r.receiver) r.receiver, CASE WHEN r.slowed_until > now() THEN r.slowed_until END, r.reason,
            r.connections, r.broken_since IS NOT NULL
          FROM sending_rates r WHERE r.receiver = ANY (receivers)
            AND (r.relay = 'default' OR r.relay IN (SELECT t.relay_id::text FROM mail_routes t
              WHERE t.organization_id = ANY (accord_scope() || t.network_id)))
            AND (r.slowed_until > now() OR r.connections IS NOT NULL OR r.broken_since IS NOT NULL)
          ORDER BY r.receiver, r.broken_since NULLS LAST, r.slowed_until DESC NULLS LAST
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
