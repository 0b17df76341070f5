import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { type Translation } from './translation.js';

/** The texts of mailing `m` in other languages, as `Translation[]`, for its select list. */
export const TRANSLATIONS_OF = `(SELECT coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'subject', t.subject,
    'previewText', t.preview_text, 'body', t.body) ORDER BY t.language), '[]') FROM mailing_translations t
  WHERE t.mailing_id = m.id)`;

/** Writes what the mailing says in these languages, and forgets others. What was frozen stays noted. */
export async function putTranslations(
  db: EntityManager,
  mailingId: string,
  translations: readonly Translation[],
): Promise<void> {
  await db.query(`DELETE FROM mailing_translations WHERE mailing_id = $1 AND language <> ALL ($2)`, [
    mailingId,
    translations.map(({ language }) => language),
  ]);
  for (const { language, subject, previewText, body } of translations) {
    await db.query(
      `INSERT INTO mailing_translations (mailing_id, language, subject, preview_text, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (mailing_id, language) DO UPDATE SET subject = $3, preview_text = $4, body = $5`,
      [mailingId, language, subject, previewText, JSON.stringify(body)],
    );
  }
}

/** What of a text was frozen: the claim gives it to whoever reads its language. */
export async function noteTranslation(
  db: EntityManager,
  mailingId: string,
  language: Language,
  version: number,
): Promise<void> {
  await db.query(`UPDATE mailing_translations SET version = $3 WHERE mailing_id = $1 AND language = $2`, [
    mailingId,
    language,
    version,
  ]);
}
