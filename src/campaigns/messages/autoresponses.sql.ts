import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { type ActionKey } from '../../partners/participation/participation.access.js';
import { affected, rows } from '../../platform/database/sql.js';

export interface Autoresponse {
  step: string;
  language: Language;
  subject: string;
  body: unknown;
  changedAt: Date;
}

/** Of one action, nine rows at most; by the primary key. */
export function findAutoresponses(db: EntityManager, { kind, id }: ActionKey): Promise<Autoresponse[]> {
  return rows(
    db,
    `SELECT step, language, subject, body, changed_at AS "changedAt" FROM autoresponses
     WHERE action_kind = $1 AND action_id = $2`,
    [kind, id],
  );
}

/** The later of two who write at once stands. */
export async function upsertAutoresponse(
  db: EntityManager,
  { kind, id }: ActionKey,
  ownerId: string,
  { step, language, subject, body }: Omit<Autoresponse, 'changedAt'>,
): Promise<void> {
  await db.query(
    `INSERT INTO autoresponses (action_kind, action_id, step, language, owner_id, subject, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (action_kind, action_id, step, language)
       DO UPDATE SET subject = excluded.subject, body = excluded.body, changed_at = now()`,
    [kind, id, step, language, ownerId, subject, JSON.stringify(body)],
  );
}

/** False where the built-in words stood already. */
export async function deleteAutoresponse(
  db: EntityManager,
  { kind, id }: ActionKey,
  { step, language }: Pick<Autoresponse, 'step' | 'language'>,
): Promise<boolean> {
  const sql = `DELETE FROM autoresponses WHERE action_kind = $1 AND action_id = $2 AND step = $3 AND language = $4`;
  return (await affected(db, sql, [kind, id, step, language])) > 0;
}
