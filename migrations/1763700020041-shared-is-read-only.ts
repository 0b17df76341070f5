import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SharedIsReadOnly1763700020041 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Somebody to whom a person is shown reads how to reach them; to change it is their owner's.
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['person_emails', 'person_phones', 'person_addresses', 'person_districts', 'partner_roles'] LOOP
          EXECUTE format('DROP POLICY IF EXISTS %I ON %I', child || '_of_visible_people', child);
          EXECUTE format('DROP POLICY IF EXISTS %I ON %I', child || '_own', child);
          EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id))',
            child || '_seen', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id
            AND p.owner_id = ANY ((SELECT accord_scope())::uuid[])))', child || '_of_own_people', child);
        END LOOP;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
