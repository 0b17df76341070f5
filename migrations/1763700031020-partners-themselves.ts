import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class PartnersThemselves1763700031020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A partner says itself how it is presented in public, and answers what it was asked. Which columns and which
      -- transitions are its own is known to the services; the sector and legal type stay its chapters' to say.
      CREATE POLICY partners_themselves ON partners FOR UPDATE USING (id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY commitments_answered ON commitments FOR UPDATE
        USING (partner_id = ANY ((SELECT accord_scope())::uuid[]));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
