import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ImportAtSize1763700042000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Every chunk of an import asks which of its rows name a sealed person. There are few of them among very many people.
      CREATE INDEX people_sealed ON people (owner_id, plain(family_name), plain(given_name)) WHERE is_sealed AND state = 'active';

      -- (person_id, owner_id) refers to people, and a person's owner to organizations: each of these said that again, at the
      -- price of a look into another table for every address and number that is written.
      ALTER TABLE person_emails DROP CONSTRAINT person_emails_person_id_fkey, DROP CONSTRAINT person_emails_owner_id_fkey;
      ALTER TABLE person_phones DROP CONSTRAINT person_phones_person_id_fkey, DROP CONSTRAINT person_phones_owner_id_fkey;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
