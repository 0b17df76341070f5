import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Commitments1763700030220 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a partner was asked for, and what became of it. asked -> agreed -> done | missed; asked -> declined.
      CREATE TABLE commitments (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        partner_id uuid NOT NULL,
        campaign_id uuid REFERENCES campaigns ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('sign', 'host', 'venue', 'speaker', 'email-list', 'other')),
        details text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'agreed', 'declined', 'done', 'missed')),
        due_on date,
        asked_on date NOT NULL DEFAULT current_date,
        answered_on date,
        settled_on date,
        is_practice boolean NOT NULL DEFAULT false,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (partner_id, owner_id) REFERENCES memberships (partner_id, chapter_id) ON DELETE CASCADE,
        CHECK ((state = 'asked') = (answered_on IS NULL)),
        CHECK ((state IN ('done', 'missed')) = (settled_on IS NOT NULL))
      );
      CREATE INDEX ON commitments (owner_id, partner_id);
      CREATE INDEX ON commitments (campaign_id) WHERE campaign_id IS NOT NULL;
      CREATE INDEX commitments_open ON commitments (owner_id, due_on) WHERE state IN ('asked', 'agreed');
      ALTER TABLE commitments ENABLE ROW LEVEL SECURITY;
      CREATE POLICY commitments_own ON commitments USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY commitments_of_partner ON commitments FOR SELECT
        USING (partner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- What was asked and answered stays on record.
      REVOKE DELETE ON commitments FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
