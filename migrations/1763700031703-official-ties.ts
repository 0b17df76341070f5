import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class OfficialTies1763700031703 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who knows an official, how, and who says so. Under the record it was noted for: who was merged is read with the record
      -- that was kept, so an undone merge leaves each with their own.
      CREATE TABLE official_ties (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL,
        person_id uuid NOT NULL,
        official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('family', 'friend', 'colleague', 'neighbor', 'constituent', 'donor', 'staff', 'other')),
        strength int NOT NULL CHECK (strength BETWEEN 1 AND 5),
        said_by text NOT NULL CHECK (said_by <> ''),
        verified_on date NOT NULL,
        recorded_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        UNIQUE (person_id, official_id, kind)
      );
      CREATE INDEX ON official_ties (official_id, strength DESC, id);
      ALTER TABLE official_ties ENABLE ROW LEVEL SECURITY;
      CREATE POLICY official_ties_own ON official_ties USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
