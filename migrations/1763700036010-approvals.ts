import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Approvals1763700036010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A second person's word on a large mailing. asked -> approved | declined | withdrawn; approved -> withdrawn.
      CREATE TABLE approvals (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        mailing_id uuid NOT NULL REFERENCES mailings ON DELETE CASCADE,
        audience_count int NOT NULL,
        -- What the organization sends to as a rule, when it was asked. NULL: it never sent.
        usual_count int,
        state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'approved', 'declined', 'withdrawn')),
        -- When it is to go out: at once where NULL.
        wanted_at timestamptz,
        wanted_zone text,
        asked_by uuid NOT NULL REFERENCES accounts,
        asked_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES accounts CHECK (decided_by <> asked_by),
        decided_at timestamptz,
        note text NOT NULL DEFAULT '',
        task_id uuid REFERENCES tasks,
        -- Whether those were told by mail whom its state concerns.
        is_told boolean NOT NULL DEFAULT false,
        CHECK (state NOT IN ('approved', 'declined') OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
        CHECK (state <> 'declined' OR note <> ''),
        CHECK ((wanted_at IS NULL) = (wanted_zone IS NULL))
      );
      CREATE UNIQUE INDEX approvals_standing ON approvals (mailing_id) WHERE state IN ('asked', 'approved');
      CREATE INDEX ON approvals (mailing_id, id DESC);
      CREATE INDEX approvals_untold ON approvals (id) WHERE NOT is_told;
      ALTER TABLE approvals ENABLE ROW LEVEL SECURITY;
      CREATE POLICY approvals_own ON approvals USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Who said yes to what stays on record.
      REVOKE DELETE ON approvals FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
