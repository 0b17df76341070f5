import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Imports1763700030850 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Files of people, from their upload to what became of them. See src/people/import/import.entity.ts for the states.
      CREATE TABLE imports (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'uploaded'
          CHECK (state IN ('uploaded', 'checking', 'checked', 'refused', 'running', 'stopping', 'done', 'cancelled')),
        file_id uuid REFERENCES files,
        format jsonb NOT NULL,
        headings text[] NOT NULL,
        preset text,
        mapping jsonb NOT NULL,
        rules jsonb NOT NULL,
        -- What is attested about their consent: NULL is none.
        consent jsonb,
        refusal text,
        total_rows int NOT NULL DEFAULT 0,
        done_rows int NOT NULL DEFAULT 0,
        counted jsonb NOT NULL DEFAULT '{}',
        batch_id uuid REFERENCES change_batches ON DELETE SET NULL,
        is_practice boolean NOT NULL DEFAULT false,
        made_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz
      );
      CREATE INDEX ON imports (owner_id, id DESC);
      CREATE INDEX imports_due ON imports (id) WHERE state IN ('checking', 'running', 'stopping');
      CREATE INDEX ON imports (batch_id);

      -- The rows of a file as they were read, and what becomes of each. Once the import is over only those stay that
      -- somebody may still want to look at: refused ones, remarks, possible duplicates. person_id is whom a row was matched
      -- with, or the id that its person will have; so it refers to nothing.
      CREATE TABLE import_rows (
        import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
        place int NOT NULL,
        line int NOT NULL,
        person_id uuid NOT NULL DEFAULT new_id(),
        outcome text NOT NULL
          CHECK (outcome IN ('new', 'updated', 'unchanged', 'possible-duplicate', 'repeated', 'rejected')),
        -- Of a repeated row: the place where the same person stands first, and the how manieth row of theirs it is.
        repeats int,
        turn int NOT NULL DEFAULT 1,
        -- Matched with a sealed person whom the importer may not see. True only within the transaction of a chunk, so that
        -- nobody can read it: the row is shown as somebody unknown, and nothing is written.
        is_hidden boolean NOT NULL DEFAULT false,
        -- A possible duplicate's other one.
        like_id uuid,
        given_name text,
        family_name text,
        pronouns text,
        language text,
        emails text[],
        canonicals text[],
        phones text[],
        street text NOT NULL DEFAULT '',
        street_2 text NOT NULL DEFAULT '',
        city text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT '',
        zip text NOT NULL DEFAULT '',
        country text NOT NULL DEFAULT '',
        tags text[],
        field_values jsonb,
        email_word boolean,
        sms_word boolean,
        source_code text,
        external_id text,
        remark text,
        about_column text,
        cells text[],
        PRIMARY KEY (import_id, place)
      );
      CREATE INDEX ON import_rows (import_id, turn, place) WHERE turn > 1;

      CREATE TABLE import_mappings (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        name text NOT NULL,
        columns jsonb NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (owner_id, name)
      );

      CREATE TABLE external_ids (
        owner_id uuid NOT NULL,
        system text NOT NULL,
        external_id text NOT NULL,
        person_id uuid NOT NULL,
        PRIMARY KEY (owner_id, system, external_id),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON external_ids (person_id);

      ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
      CREATE POLICY imports_own ON imports USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY;
      CREATE POLICY import_rows_of_own_imports ON import_rows USING (EXISTS (SELECT 1 FROM imports i WHERE i.id = import_id));
      ALTER TABLE import_mappings ENABLE ROW LEVEL SECURITY;
      CREATE POLICY import_mappings_own ON import_mappings USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE external_ids ENABLE ROW LEVEL SECURITY;
      CREATE POLICY external_ids_of_own_people ON external_ids USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));

      -- As before, and beside an import: that meets thousands at once, so it cannot lock every address. It takes this lock
      -- of its organization alone for each of its chunks, and everybody else takes it together.
      CREATE OR REPLACE FUNCTION meet_person(owner uuid, email text, phone text, given text, family text) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE met uuid;
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(owner::text, 4005));
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
