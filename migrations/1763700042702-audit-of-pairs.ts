import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class AuditOfPairs1763700042702 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- That two people were told apart is for who sees both, as the suggestion was. It is asked of the line's own detail: the
      -- suggestion goes with either of the two, and the line stays.
      CREATE POLICY audit_of_visible_pairs ON audit_entries AS RESTRICTIVE FOR SELECT
        USING (CASE WHEN subject_kind = 'duplicate' THEN NOT is_hidden_subject('person', detail->>'first_id')
          AND NOT is_hidden_subject('person', detail->>'second_id') ELSE true END);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
