import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Autoresponses1763700041000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a confirmation, receipt or reminder of one action says in its organizer's own words. No row: the built-in words.
      CREATE TABLE autoresponses (
        action_kind text NOT NULL,
        action_id uuid NOT NULL,
        step text NOT NULL,
        language text NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        subject text NOT NULL CHECK (subject <> ''),
        -- The editor's document, read by the allow-list of mailings.
        body jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object'),
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (action_kind, action_id, step, language),
        CHECK ((action_kind, step) IN (
          ('petition', 'confirmation'), ('petition', 'already-signed'), ('petition', 'thanks'),
          ('event', 'receipt'), ('event', 'reminder'), ('event', 'today'),
          ('letter', 'confirmation'), ('letter', 'receipt')))
      );
      CREATE INDEX ON autoresponses (owner_id);
      ALTER TABLE autoresponses ENABLE ROW LEVEL SECURITY;
      CREATE POLICY autoresponses_own ON autoresponses USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
