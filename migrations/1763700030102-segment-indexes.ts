import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SegmentIndexes1763700030102 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Filters by town and ZIP: without them each count folds the accents of every address there is.
      CREATE INDEX person_addresses_city ON person_addresses (plain(city), person_id);
      CREATE INDEX person_addresses_zip ON person_addresses (zip, person_id);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
