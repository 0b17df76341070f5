import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class TemplateTranslations1763700041901 implements MigrationInterface {
  name = 'TemplateTranslations1763700041901';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a template says in other languages than its own, as a mailing that begins with it takes them over. In one column and
      -- not in a table, as mailing_translations is: no version of it is ever frozen, and nobody asks for one of them alone.
      ALTER TABLE templates ADD COLUMN translations jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(translations) = 'array');
    `);
  }

  down = forwardOnly;
}
