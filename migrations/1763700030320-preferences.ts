import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Preferences1763700030320 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How often somebody wants mail of an organization: all of it, at most one a week, only what is urgent, or none.
      CREATE TABLE mail_wishes (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        frequency text NOT NULL CHECK (frequency IN ('all', 'weekly', 'urgent', 'nothing')),
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, organization_id)
      );
      ALTER TABLE mail_wishes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY mail_wishes_of_parties ON mail_wishes USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id
        AND (p.owner_id = ANY ((SELECT accord_scope())::uuid[]) OR organization_id = ANY ((SELECT accord_scope())::uuid[]))));
      ALTER TABLE mailings ADD COLUMN is_urgent boolean NOT NULL DEFAULT false;

      -- What somebody asks of an organization about their own record; staff answer it.
      CREATE TABLE person_requests (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('copy', 'erasure')),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
        language text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        done_at timestamptz,
        done_by uuid REFERENCES accounts
      );
      CREATE UNIQUE INDEX person_requests_once ON person_requests (person_id, kind) WHERE state = 'open';
      CREATE INDEX ON person_requests (owner_id, state, id DESC);
      ALTER TABLE person_requests ENABLE ROW LEVEL SECURITY;
      CREATE POLICY person_requests_own ON person_requests USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));

      -- Who knows this address, for its own reader: asked only behind a link that was mailed there within the hour, so it
      -- runs as the owner of the tables. Leaves out sealed people: a mailbox can be read by somebody else in the house, and
      -- "stop everything" reaches them all the same.
      CREATE FUNCTION choices_of_email(email text)
        RETURNS TABLE (person_id uuid, owner_id uuid, organization_id uuid, organization text, given_name text,
          family_name text, language text, no_tracking boolean, has_phone boolean, since timestamptz, said text,
          by_email boolean, by_sms boolean, by_phone boolean, frequency text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT p.id, p.owner_id, o.id, o.public_name, p.given_name, p.family_name, p.language, p.no_tracking,
            EXISTS (SELECT 1 FROM person_phones t WHERE t.person_id = p.id),
            coalesce(c.at, p.created_at), coalesce(c.text, ''),
            coalesce(s.by_email, false) AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.canonical_email = email
              AND x.lifted_at IS NULL AND (x.organization_id = o.id OR x.organization_id IS NULL)),
            coalesce(s.by_sms, false), coalesce(s.by_phone, false), coalesce(w.frequency, 'all')
          FROM person_emails e JOIN people p ON p.id = e.person_id
          JOIN LATERAL (SELECT p.owner_id AS id UNION SELECT organization_id FROM subscriptions WHERE person_id = p.id) k ON true
          JOIN organizations o ON o.id = k.id
          LEFT JOIN LATERAL (SELECT bool_or(channel = 'email' AND is_subscribed) AS by_email,
              bool_or(channel = 'sms' AND is_subscribed) AS by_sms, bool_or(channel = 'phone' AND is_subscribed) AS by_phone
            FROM subscriptions u WHERE u.person_id = p.id AND u.organization_id = o.id) s ON true
          LEFT JOIN LATERAL (SELECT at, text FROM consents n WHERE n.person_id = p.id AND n.organization_id = o.id
            AND n.is_given ORDER BY n.id LIMIT 1) c ON true
          LEFT JOIN mail_wishes w ON w.person_id = p.id AND w.organization_id = o.id
          WHERE e.canonical = email AND p.state = 'active' AND NOT p.is_sealed
          ORDER BY o.public_name, p.created_at
        $$;

      -- "Stop everything" bars an address for everybody, also one that no organization of the scope holds (any more) or may
      -- see: row-level security shows such a row to nobody, and so would refuse to write it where it may exist already.
      CREATE FUNCTION suppress_everywhere(email text, why text, more text, delivery bigint) RETURNS void
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          INSERT INTO suppressions (canonical_email, organization_id, reason, detail, delivery_id)
          VALUES (email, NULL, why, more, delivery)
          ON CONFLICT (canonical_email, organization_id) WHERE lifted_at IS NULL DO NOTHING
        $$;
      CREATE FUNCTION is_suppressed_everywhere(email text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT EXISTS (SELECT 1 FROM suppressions
            WHERE canonical_email = email AND organization_id IS NULL AND lifted_at IS NULL)
        $$;
      -- Takes back what the person themselves stopped: by any link, or within a day by this very one. Gives whether it did.
      CREATE FUNCTION resume_everything(email text, delivery bigint) RETURNS boolean
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          WITH lifted AS (
            UPDATE suppressions SET lifted_at = now()
            WHERE canonical_email = email AND organization_id IS NULL AND reason = 'unsubscribed' AND lifted_at IS NULL
              AND (delivery IS NULL OR (delivery_id = delivery AND created_at > now() - interval '1 day'))
            RETURNING 1)
          SELECT EXISTS (SELECT 1 FROM lifted)
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
