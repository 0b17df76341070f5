import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class FrozenWords1763700031704 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The words are frozen, and not who wrote them: an account that goes is named by nobody any more.
      DROP TRIGGER decision_versions_frozen ON decision_versions;
      CREATE TRIGGER decision_versions_frozen
        BEFORE UPDATE OF decision_id, version, text, text_hash, frozen_at ON decision_versions
        FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION frozen_stays();
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
