import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class PeopleDepth1763700030000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Fields that an organization defines for its people.
      CREATE TABLE person_fields (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
        label jsonb NOT NULL,
        type text NOT NULL CHECK (type IN ('text', 'number', 'date', 'yes-no', 'one-of', 'many-of')),
        options jsonb NOT NULL DEFAULT '[]',
        is_required boolean NOT NULL DEFAULT false,
        sensitivity text NOT NULL DEFAULT 'open' CHECK (sensitivity IN ('open', 'restricted', 'sealed')),
        position int NOT NULL DEFAULT 0,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (owner_id, key),
        UNIQUE (id, owner_id)
      );
      -- The newest value only; what it was before is in person_changes. A sealed value is kept encrypted and nowhere else.
      CREATE TABLE person_values (
        person_id uuid NOT NULL,
        field_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        value jsonb,
        sealed_value bytea,
        key_id text,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, field_id),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        FOREIGN KEY (field_id, owner_id) REFERENCES person_fields (id, owner_id) ON DELETE CASCADE,
        CHECK (num_nonnulls(value, sealed_value) = 1),
        CHECK ((sealed_value IS NULL) = (key_id IS NULL))
      );
      CREATE INDEX ON person_values (field_id, person_id);

      -- What can be undone as one: an import, a bulk change, a merge.
      CREATE TABLE change_batches (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('import', 'bulk', 'merge')),
        reason text NOT NULL DEFAULT '',
        state text NOT NULL CHECK (state IN ('previewed', 'running', 'done', 'cancelled', 'undoing', 'undone')),
        counted jsonb NOT NULL DEFAULT '{}',
        is_practice boolean NOT NULL DEFAULT false,
        made_by uuid REFERENCES accounts,
        made_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        undone_by uuid REFERENCES accounts,
        undone_at timestamptz
      );
      CREATE INDEX ON change_batches (owner_id, made_at DESC, id DESC);

      -- Every change of a core column, contact point, tag or value, with what it was and what it became.
      CREATE TABLE person_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        owner_id uuid NOT NULL,
        person_id uuid NOT NULL,
        batch_id uuid REFERENCES change_batches ON DELETE CASCADE,
        field text NOT NULL,
        before jsonb,
        after jsonb,
        actor_id uuid REFERENCES accounts,
        at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON person_changes (person_id, id DESC);
      CREATE INDEX ON person_changes (batch_id, id) WHERE batch_id IS NOT NULL;

      CREATE TABLE merges (
        batch_id uuid PRIMARY KEY REFERENCES change_batches ON DELETE CASCADE,
        owner_id uuid NOT NULL,
        kept_id uuid NOT NULL,
        absorbed_id uuid NOT NULL,
        repointed uuid[] NOT NULL DEFAULT '{}',
        CHECK (kept_id <> absorbed_id),
        FOREIGN KEY (kept_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        FOREIGN KEY (absorbed_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON merges (kept_id);
      CREATE INDEX ON merges (absorbed_id);
      -- Readers take a person together with the rows merged into it.
      CREATE INDEX ON people (merged_into) WHERE merged_into IS NOT NULL;

      CREATE TABLE duplicate_suggestions (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL,
        first_id uuid NOT NULL,
        second_id uuid NOT NULL,
        why text NOT NULL,
        score real NOT NULL CHECK (score BETWEEN 0 AND 1),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'merged', 'not-the-same')),
        found_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES accounts,
        decided_at timestamptz,
        UNIQUE (first_id, second_id),
        CHECK (first_id < second_id),
        FOREIGN KEY (first_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        FOREIGN KEY (second_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON duplicate_suggestions (owner_id, score DESC, id) WHERE state = 'open';
      CREATE INDEX ON duplicate_suggestions (second_id);

      ALTER TABLE person_fields ENABLE ROW LEVEL SECURITY;
      CREATE POLICY person_fields_own ON person_fields USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE change_batches ENABLE ROW LEVEL SECURITY;
      CREATE POLICY change_batches_own ON change_batches USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- What hangs on a person is seen by whoever sees the person and owns it: a sealed one's by the named alone.
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['person_values', 'person_changes'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
            AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id))', child || '_of_own_people', child);
        END LOOP;
      END $$;
      ALTER TABLE merges ENABLE ROW LEVEL SECURITY;
      CREATE POLICY merges_of_own_people ON merges USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = kept_id) AND EXISTS (SELECT 1 FROM people p WHERE p.id = absorbed_id));
      ALTER TABLE duplicate_suggestions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY duplicate_suggestions_of_own_people ON duplicate_suggestions
        USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
          AND EXISTS (SELECT 1 FROM people p WHERE p.id = first_id) AND EXISTS (SELECT 1 FROM people p WHERE p.id = second_id));
      REVOKE UPDATE, DELETE ON person_changes, merges FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
