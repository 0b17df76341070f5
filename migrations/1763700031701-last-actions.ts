import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class LastActions1763700031701 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Those who never acted are in the one order with all others, so that a page in the middle is one stretch of the index.
      CREATE INDEX people_last_actions ON people (owner_id, coalesce(last_action_at, '-infinity'), id) WHERE state = 'active';
      DROP INDEX people_owner_id_last_action_at_id_idx;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
