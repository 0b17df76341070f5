import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class AuditOfTheSealed1763700030901 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- That a sealed record was looked at says that it is there: so those lines are for its readers, as the record is.
      CREATE FUNCTION is_hidden_person(wanted text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM people p WHERE p.id = wanted::uuid AND p.is_sealed AND NOT EXISTS
          (SELECT 1 FROM sealed_readers r WHERE r.person_id = p.id AND r.account_id = accord_account()))
      $$;
      CREATE POLICY audit_of_visible_people ON audit_entries AS RESTRICTIVE FOR SELECT
        USING (subject_kind <> 'person' OR NOT is_hidden_person(subject_id));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
