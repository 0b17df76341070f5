import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class UntoldPartners1763700042601 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Nobody at the partner could be written to, so staff tell it by hand; the task that asks them to. What the partner
      -- answered them stands beside the acknowledgement.
      ALTER TABLE removal_notices ADD COLUMN is_untold boolean NOT NULL DEFAULT false,
        ADD COLUMN task_id uuid REFERENCES tasks ON DELETE SET NULL,
        ADD COLUMN acknowledged_words text NOT NULL DEFAULT '';
      CREATE INDEX ON removal_notices (id) WHERE is_untold AND acknowledged_at IS NULL;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
