import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Invitations1763700031010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- When the partner was mailed its invitation. Who was invited before there were mails is taken for told.
      ALTER TABLE co_sponsors ADD COLUMN told_at timestamptz;
      UPDATE co_sponsors SET told_at = now();
      CREATE INDEX co_sponsors_untold ON co_sponsors (invited_at) WHERE state = 'invited' AND told_at IS NULL;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
