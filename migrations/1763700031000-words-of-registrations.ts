import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class WordsOfRegistrations1763700031000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Partners' boxes that were ticked at the sign-up, as they were worded. They mean nothing until the mailbox that was
      -- given has confirmed them: whoever types another's address must not show that person to anybody.
      ALTER TABLE registrations ADD COLUMN partner_words jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN partner_words_confirmed_at timestamptz;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
