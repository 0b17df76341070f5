import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Language } from '../../layout/i18n.js';
import { type Translation } from '../translations/translation.js';

export interface TemplateFields {
  name: string;
  language: Language;
  subject: string;
  previewText: string;
  body: unknown;
  translations: Translation[];
}

export interface Template extends TemplateFields {
  id: string;
  ownerId: string;
  isPractice: boolean;
  updatedAt: Date;
}

const COLUMNS = `id, owner_id AS "ownerId", name, language, subject, preview_text AS "previewText", body, translations,
  is_practice AS "isPractice", updated_at AS "updatedAt"`;

/** All of them by name: an organization has dozens, not thousands. */
export function findTemplates(db: EntityManager, owners: readonly string[] | null): Promise<Template[]> {
  return rows(
    db,
    `SELECT ${COLUMNS} FROM templates WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1)) ORDER BY lower(name), id LIMIT 500`,
    [owners],
  );
}

export function findTemplate(
  db: EntityManager,
  id: string,
  owners: readonly string[] | null,
): Promise<Template | undefined> {
  return row(
    db,
    `SELECT ${COLUMNS} FROM templates WHERE id = $1 AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`,
    [id, owners],
  );
}

export async function insertTemplate(
  db: EntityManager,
  given: TemplateFields & { ownerId: string; isPractice: boolean },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO templates (owner_id, name, language, subject, preview_text, body, translations, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      given.ownerId,
      given.name,
      given.language,
      given.subject,
      given.previewText,
      JSON.stringify(given.body),
      JSON.stringify(given.translations),
      given.isPractice,
    ],
  );
  return made!.id;
}

export function updateTemplate(db: EntityManager, id: string, fields: TemplateFields): Promise<number> {
  return affected(
    db,
    `UPDATE templates SET name = $2, language = $3, subject = $4, preview_text = $5, body = $6, translations = $7, updated_at = now()
     WHERE id = $1`,
    [
      id,
      fields.name,
      fields.language,
      fields.subject,
      fields.previewText,
      JSON.stringify(fields.body),
      JSON.stringify(fields.translations),
    ],
  );
}

export function deleteTemplate(db: EntityManager, id: string): Promise<number> {
  return affected(db, `DELETE FROM templates WHERE id = $1`, [id]);
}
