import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class OptIn1763700033000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Where a "yes" to mail counts only after a click in the person's own mail. No form: every way in; no country: every
      -- country. What a network says holds for its chapters too.
      CREATE TABLE opt_in_rules (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        form text CHECK (form IN ('event', 'staff', 'import')),
        country text CHECK (country ~ '^[A-Z]{2}$'),
        -- How addresses write that country, through plain(): its codes, and its names in the languages of our pages.
        spellings text[] NOT NULL DEFAULT '{}',
        made_by uuid REFERENCES accounts,
        made_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (owner_id, form, country),
        CHECK ((country IS NULL) = (spellings = '{}'))
      );
      ALTER TABLE opt_in_rules ENABLE ROW LEVEL SECURITY;
      CREATE POLICY opt_in_rules_own ON opt_in_rules USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- What holds for an organization of the scope: its own rules, and those of whatever stands above it (its network; for
      -- a working group the chapter or network that it belongs to, and what is above that).
      CREATE FUNCTION opt_in_rules_of(organization uuid) RETURNS SETOF opt_in_rules
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH RECURSIVE above AS (
          SELECT organization AS id WHERE organization = ANY (accord_scope())
          UNION
          SELECT u.id FROM above a CROSS JOIN LATERAL (
            SELECT network_id AS id FROM chapters WHERE chapters.id = a.id
            UNION ALL SELECT parent_id FROM working_groups WHERE working_groups.id = a.id) u)
        SELECT r.* FROM opt_in_rules r JOIN above a ON a.id = r.owner_id $$;

      -- A "yes" to mail that waits for that click. Nobody is subscribed by it.
      CREATE TABLE opt_in_requests (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        -- What the consent will say: the sentence that was shown, or for staff and imports where it was said.
        text text NOT NULL CHECK (text <> ''),
        language text NOT NULL,
        method text NOT NULL CHECK (method IN ('form', 'staff', 'import')),
        source_kind text NOT NULL,
        source_id uuid,
        state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'confirmed', 'lapsed')),
        asked_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL DEFAULT now() + interval '14 days',
        confirmed_at timestamptz,
        mail_due_at timestamptz DEFAULT now(),
        mailed_at timestamptz,
        mails_sent int NOT NULL DEFAULT 0,
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX opt_in_requests_open ON opt_in_requests (person_id, organization_id) WHERE state = 'asked';
      CREATE INDEX opt_in_requests_person ON opt_in_requests (person_id);
      CREATE INDEX opt_in_requests_due ON opt_in_requests (mail_due_at) WHERE mail_due_at IS NOT NULL;
      CREATE INDEX opt_in_requests_lapsing ON opt_in_requests (expires_at) WHERE state = 'asked';
      ALTER TABLE opt_in_requests ENABLE ROW LEVEL SECURITY;
      CREATE POLICY opt_in_requests_own ON opt_in_requests USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));

      -- The owner of a request, for whoever holds its signed link. In this transaction the person behind it, and the record
      -- that theirs was merged into, may be seen, sealed or not (accord_met): the click is their own.
      CREATE FUNCTION open_opt_in(request uuid) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE opened opt_in_requests;
      BEGIN
        SELECT * INTO opened FROM opt_in_requests WHERE id = request;
        PERFORM set_config('accord.met', (accord_met() || (SELECT array_remove(ARRAY[p.id, p.merged_into], NULL)
          FROM people p WHERE p.id = opened.person_id))::text, true);
        RETURN opened.owner_id;
      END $$;

      -- As before, and people of whom an import only asked whether they want mail are not in use by that.
      CREATE OR REPLACE FUNCTION people_in_use(ids uuid[], batch uuid) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE link record;
      BEGIN
        FOR link IN
          SELECT c.conrelid::regclass::text AS host, a.attname AS field
          FROM pg_constraint c
          JOIN LATERAL unnest(c.conkey, c.confkey) AS k (host_column, people_column) ON true
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.host_column
          JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.people_column AND b.attname = 'id'
          WHERE c.contype = 'f' AND c.confrelid = 'people'::regclass AND c.conrelid::regclass::text NOT IN
            ('person_emails', 'person_phones', 'person_addresses', 'person_districts', 'person_tags', 'person_values',
             'subscriptions', 'external_ids', 'import_rows', 'duplicate_suggestions', 'consents', 'engagements',
             'person_changes', 'opt_in_requests')
        LOOP
          RETURN QUERY EXECUTE format('SELECT DISTINCT %I FROM %s WHERE %I = ANY ($1)', link.field, link.host, link.field)
            USING ids;
        END LOOP;
        RETURN QUERY SELECT person_id FROM consents WHERE person_id = ANY (ids) AND source_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM opt_in_requests WHERE person_id = ANY (ids) AND source_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM engagements WHERE person_id = ANY (ids) AND what_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM person_changes WHERE person_id = ANY (ids) AND batch_id IS DISTINCT FROM batch;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
