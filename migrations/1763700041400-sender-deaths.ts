import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SenderDeaths1763700041400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How often a process died that had it to send: 1 after dying with it among others, more after dying over it alone.
      ALTER TABLE deliveries ADD COLUMN sender_deaths smallint NOT NULL DEFAULT 0;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
