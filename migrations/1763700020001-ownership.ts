import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Ownership1763700020001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who owns a person is said again where policies read it without asking people (shares), and where matching reads
      -- it from an index (emails, phones). Foreign keys keep the two alike: nobody can share a person of somebody else's.
      ALTER TABLE people ADD UNIQUE (id, owner_id);
      ALTER TABLE shares ADD FOREIGN KEY (person_id, from_id) REFERENCES people (id, owner_id) ON DELETE CASCADE;
      ALTER TABLE person_emails ADD FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE;
      ALTER TABLE person_phones ADD FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE;

      -- Who opens a sealed record is named by those who see it already; everybody else learns only of their own entries. No
      -- subquery in the first policy: the policy of people reads this table.
      ALTER TABLE sealed_readers ENABLE ROW LEVEL SECURITY;
      CREATE POLICY sealed_readers_oneself ON sealed_readers FOR SELECT USING (account_id = accord_account());
      CREATE POLICY sealed_readers_named ON sealed_readers FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM people p
        WHERE p.id = person_id AND p.owner_id = ANY ((SELECT accord_scope())::uuid[])));
      CREATE POLICY sealed_readers_removed ON sealed_readers FOR DELETE USING (account_id = accord_account());

      -- What was frozen for a mailing is evidence of what people were sent.
      REVOKE UPDATE, DELETE ON mailing_versions FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
