import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ExternalIdsOfBatches1763700030860 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which import brought an id, so that its undo takes the id away again from people who were there before.
      ALTER TABLE external_ids ADD COLUMN batch_id uuid REFERENCES change_batches ON DELETE SET NULL;
      CREATE INDEX ON external_ids (batch_id) WHERE batch_id IS NOT NULL;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
