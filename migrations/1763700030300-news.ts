import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class News1763700030300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- News to one person at a time (an automation's mail) is bulk mail and belongs to no mailing: it carries its own
      -- content, as letters of the transactional lane do, and goes only to whoever subscribed.
      ALTER TABLE deliveries DROP CONSTRAINT deliveries_check;
      ALTER TABLE deliveries ADD CONSTRAINT deliveries_letter_has_content CHECK (lane = 'bulk' OR message IS NOT NULL);
      ALTER TABLE deliveries ADD CONSTRAINT deliveries_mailing_has_content CHECK (mailing_id IS NULL OR message IS NULL);
      CREATE INDEX deliveries_due_of_news ON deliveries (next_at, id)
        WHERE state IN ('pending', 'deferred') AND lane = 'bulk' AND message IS NOT NULL;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
