import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class LettersOnce1763700020011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A letter of the transactional lane that is never sent again on a doubt: a second copy would do harm.
      ALTER TABLE deliveries ADD is_once boolean NOT NULL DEFAULT false;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
