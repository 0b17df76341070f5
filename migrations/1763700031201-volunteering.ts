import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Volunteering1763700031201 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What somebody offers to do, and when. The newest word alone: what it was before is in person_changes.
      CREATE TABLE volunteer_profiles (
        person_id uuid PRIMARY KEY,
        owner_id uuid NOT NULL,
        skills text[] NOT NULL DEFAULT '{}',
        -- Spoken with others, as ISO 639 codes; people.language is the one that we write to them in.
        languages text[] NOT NULL DEFAULT '{}',
        availability text[] NOT NULL DEFAULT '{}' CHECK (availability <@ ARRAY[
          'mon-morning', 'mon-afternoon', 'mon-evening', 'tue-morning', 'tue-afternoon', 'tue-evening',
          'wed-morning', 'wed-afternoon', 'wed-evening', 'thu-morning', 'thu-afternoon', 'thu-evening',
          'fri-morning', 'fri-afternoon', 'fri-evening', 'sat-morning', 'sat-afternoon', 'sat-evening',
          'sun-morning', 'sun-afternoon', 'sun-evening']),
        travel_km int CHECK (travel_km BETWEEN 1 AND 1000),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON volunteer_profiles USING gin (skills);
      CREATE INDEX ON volunteer_profiles (owner_id);
      CREATE TABLE trainings (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        name text NOT NULL CHECK (name <> ''),
        -- How long it holds once done; NULL for ever.
        valid_months int CHECK (valid_months BETWEEN 1 AND 120),
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, owner_id)
      );
      CREATE UNIQUE INDEX trainings_by_name ON trainings (owner_id, lower(name));
      CREATE TABLE person_trainings (
        person_id uuid NOT NULL,
        training_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        done_on date NOT NULL,
        expires_on date CHECK (expires_on >= done_on),
        PRIMARY KEY (person_id, training_id),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        FOREIGN KEY (training_id, owner_id) REFERENCES trainings (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON person_trainings (training_id, expires_on);
      ALTER TABLE volunteer_profiles ENABLE ROW LEVEL SECURITY;
      CREATE POLICY volunteer_profiles_own ON volunteer_profiles USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      ALTER TABLE trainings ENABLE ROW LEVEL SECURITY;
      CREATE POLICY trainings_own ON trainings USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE person_trainings ENABLE ROW LEVEL SECURITY;
      CREATE POLICY person_trainings_own ON person_trainings USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));

      -- For filters, with the rights of the tables' owner, as the other views of segments.
      CREATE VIEW segment_volunteers AS
        SELECT person_id, skills, languages, availability FROM volunteer_profiles
        WHERE owner_id = ANY ((SELECT accord_scope())::uuid[]);
      CREATE VIEW segment_trainings AS
        SELECT person_id, training_id, expires_on FROM person_trainings
        WHERE owner_id = ANY ((SELECT accord_scope())::uuid[]);
      REVOKE ALL ON segment_volunteers, segment_trainings FROM accord_web;
      GRANT SELECT ON segment_volunteers, segment_trainings TO accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
