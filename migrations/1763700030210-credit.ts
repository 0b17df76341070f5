import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Credit1763700030210 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A partner's code for one action of a chapter: what links, frames, posters and tables carry.
      CREATE TABLE source_codes (
        code text PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9_-]{1,64}$'),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        action_kind text NOT NULL CHECK (action_kind IN ('campaign', 'petition', 'event', 'letter')),
        action_id uuid NOT NULL,
        label text NOT NULL DEFAULT '',
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        retired_at timestamptz
      );
      CREATE INDEX ON source_codes (owner_id, organization_id);
      CREATE INDEX ON source_codes (organization_id);
      -- Pages that were shown to whoever came by a code, on one day of UTC. Nobody is named, and machines count too.
      CREATE TABLE code_views (
        code text NOT NULL REFERENCES source_codes ON DELETE CASCADE,
        on_date date NOT NULL,
        n int NOT NULL CHECK (n > 0),
        PRIMARY KEY (code, on_date)
      );
      -- The first and the last code by which somebody came to one deed. Without cookies: forms carry the code of their page.
      CREATE TABLE attributions (
        subject_kind text NOT NULL CHECK (subject_kind IN ('signature', 'registration', 'letter')),
        subject_id uuid NOT NULL,
        touch text NOT NULL CHECK (touch IN ('first', 'last')),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        code text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (subject_kind, subject_id, touch)
      );
      CREATE INDEX ON attributions (owner_id, at);
      -- A month of a partner in a chapter, frozen when it is over. Without a partner: the chapter's own totals of the month,
      -- frozen in the same transaction, which the statements add up to.
      CREATE TABLE partner_statements (
        id uuid PRIMARY KEY DEFAULT new_id(),
        partner_id uuid REFERENCES partners ON DELETE CASCADE,
        chapter_id uuid NOT NULL REFERENCES chapters ON DELETE CASCADE,
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        figures jsonb NOT NULL,
        definitions_version int NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (chapter_id, month, partner_id)
      );
      CREATE INDEX ON partner_statements (partner_id, month DESC);
      -- How many of the people whom a partner brought are new to it, by salted hashes of its own list. What was uploaded is
      -- never kept; one comparison a month, so that lists cannot be compared with one another.
      CREATE TABLE hash_matches (
        id uuid PRIMARY KEY DEFAULT new_id(),
        partner_id uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        chapter_id uuid NOT NULL REFERENCES chapters ON DELETE CASCADE,
        month date NOT NULL,
        salt text NOT NULL,
        expires_at timestamptz NOT NULL,
        matched_at timestamptz,
        asked_count int,
        new_count int,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (partner_id, chapter_id, month)
      );

      ALTER TABLE source_codes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY source_codes_own ON source_codes USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY source_codes_of_partner ON source_codes FOR SELECT
        USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE code_views ENABLE ROW LEVEL SECURITY;
      CREATE POLICY code_views_of_codes ON code_views FOR SELECT
        USING (EXISTS (SELECT 1 FROM source_codes c WHERE c.code = code_views.code));
      ALTER TABLE attributions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY attributions_own ON attributions USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE partner_statements ENABLE ROW LEVEL SECURITY;
      CREATE POLICY partner_statements_seen ON partner_statements FOR SELECT
        USING (chapter_id = ANY ((SELECT accord_scope())::uuid[]) OR partner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE hash_matches ENABLE ROW LEVEL SECURITY;
      CREATE POLICY hash_matches_own ON hash_matches USING (partner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Evidence: made by the worker when a month is over, and by nobody changed.
      REVOKE INSERT, UPDATE, DELETE ON partner_statements FROM accord_web;
      REVOKE INSERT, UPDATE, DELETE ON code_views FROM accord_web;
      REVOKE DELETE ON source_codes, hash_matches FROM accord_web;

      -- Notes that somebody came to a deed by a code: the first one stays, the last one moves. No code is no touch. Gives 1
      -- where it noted one, so that a statement that calls it can use its answer. Of its own rights, because it is called
      -- from within put_signatures, which has no scope.
      CREATE FUNCTION record_touch(kind text, subject uuid, owner uuid, touched text) RETURNS int
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF touched IS NULL THEN RETURN 0; END IF;
        INSERT INTO attributions (subject_kind, subject_id, touch, owner_id, code) VALUES (kind, subject, 'first', owner, touched)
          ON CONFLICT DO NOTHING;
        INSERT INTO attributions (subject_kind, subject_id, touch, owner_id, code) VALUES (kind, subject, 'last', owner, touched)
          ON CONFLICT (subject_kind, subject_id, touch) DO UPDATE SET code = EXCLUDED.code, at = EXCLUDED.at;
        RETURN 1;
      END $$;

      -- Adds to the views of codes that exist; of others nothing is kept, or every address typed in would fill a table.
      -- seen: { code: n }.
      CREATE FUNCTION count_code_views(seen jsonb) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO code_views (code, on_date, n)
        SELECT c.code, (now() AT TIME ZONE 'UTC')::date, v.value::int
        FROM jsonb_each_text(seen) v JOIN source_codes c ON c.code = v.key ORDER BY c.code
        ON CONFLICT (code, on_date) DO UPDATE SET n = code_views.n + EXCLUDED.n
      $$;

      -- Where a code leads, for the short address on posters: anybody who holds a code may follow it.
      CREATE FUNCTION source_code_target(wanted text) RETURNS TABLE (action_kind text, action_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.action_kind, c.action_id FROM source_codes c WHERE c.code = wanted
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
