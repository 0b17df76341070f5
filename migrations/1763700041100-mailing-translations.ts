import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class MailingTranslations1763700041100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a mailing says to people who read another language than it is written in. 'version' is what of it was frozen.
      CREATE TABLE mailing_translations (
        mailing_id uuid NOT NULL REFERENCES mailings ON DELETE CASCADE,
        language text NOT NULL CHECK (language IN ('en', 'es', 'pt')),
        subject text NOT NULL,
        preview_text text NOT NULL,
        body jsonb NOT NULL,
        version int,
        PRIMARY KEY (mailing_id, language)
      );
      ALTER TABLE mailing_translations ENABLE ROW LEVEL SECURITY;
      CREATE POLICY mailing_translations_own ON mailing_translations
        USING (EXISTS (SELECT 1 FROM mailings m WHERE m.id = mailing_id));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
