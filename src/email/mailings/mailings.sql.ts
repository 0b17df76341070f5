import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { fromCursor } from '../../platform/paging/paging.js';
import { type Language } from '../../layout/i18n.js';
import { type Translation } from '../translations/translation.js';
import { putTranslations, TRANSLATIONS_OF } from '../translations/translations.sql.js';
import { type Mailing, type MailingState } from './mailing.entity.js';

const COLUMNS = `m.id, m.owner_id AS "ownerId", m.name, m.state, m.pause_reason AS "pauseReason", m.language,
  m.from_name AS "fromName", m.from_address AS "fromAddress", m.reply_to AS "replyTo", m.subject,
  m.preview_text AS "previewText", m.body, ${TRANSLATIONS_OF} AS translations, m.audience, m.is_tracked AS "isTracked", m.is_urgent AS "isUrgent",
  m.topic_id AS "topicId", m.scheduled_at AS "scheduledAt", m.scheduled_zone AS "scheduledZone", m.version, m.audience_count AS "audienceCount", m.is_win_back AS "isWinBack", m.left_out AS "leftOut", m.is_practice AS "isPractice",
  m.created_at AS "createdAt", m.updated_at AS "updatedAt", m.started_at AS "startedAt", m.finished_at AS "finishedAt"`;

/** `owners` null is no filter of the query's own: row-level security still is. */
export function findMailing(
  db: EntityManager,
  id: string,
  owners: readonly string[] | null,
): Promise<Mailing | undefined> {
  return row(
    db,
    `SELECT ${COLUMNS} FROM mailings m WHERE m.id = $1 AND ($2::uuid[] IS NULL OR m.owner_id = ANY ($2))`,
    [id, owners],
  );
}

/** Newest first: ids are UUIDs of version 7, which are in the order of their making. */
export function findMailings(
  db: EntityManager,
  given: {
    owners: readonly string[] | null;
    state: MailingState | null;
    search: string;
    /** The `next` of the page before. */
    after: string | undefined;
    limit: number;
  },
): Promise<Mailing[]> {
  const [id] = fromCursor(given.after, 1) ?? [null];
  return rows(
    db,
    `SELECT ${COLUMNS} FROM mailings m
     WHERE ($1::uuid[] IS NULL OR m.owner_id = ANY ($1)) AND ($2::text IS NULL OR m.state = $2)
       AND ($3 = '' OR m.name ILIKE '%' || $3 || '%' OR m.subject ILIKE '%' || $3 || '%')
       AND ($4::uuid IS NULL OR m.id < $4)
     ORDER BY m.id DESC LIMIT $5`,
    [given.owners, given.state, given.search.replace(/[\\%_]/g, '\\$&'), id, given.limit],
  );
}

export interface MailingFields {
  name: string;
  language: Language;
  fromName: string;
  replyTo: string;
  subject: string;
  previewText: string;
  body: unknown;
  translations: Translation[];
  audience: unknown;
  isTracked: boolean;
  isUrgent: boolean;
  topicId: string | null;
}

export async function insertMailing(
  db: EntityManager,
  given: MailingFields & {
    ownerId: string;
    accountId: string | null;
    isPractice: boolean;
    isWinBack: boolean;
  },
): Promise<string> {
  const inserted = await row<{ id: string }>(
    db,
    `INSERT INTO mailings (owner_id, name, language, from_name, reply_to, subject, preview_text, body, audience, is_tracked,
       is_urgent, topic_id, created_by, is_practice, is_win_back)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
    [given.ownerId, ...fieldsOf(given), given.accountId, given.isPractice, given.isWinBack],
  );
  await putTranslations(db, inserted!.id, given.translations);
  return inserted!.id;
}

/** Changes what is still editable; 0 where it has begun meanwhile. */
export async function updateMailing(
  db: EntityManager,
  id: string,
  fields: MailingFields,
  from: readonly MailingState[],
): Promise<number> {
  const updated = await affected(
    db,
    `UPDATE mailings SET name = $2, language = $3, from_name = $4, reply_to = $5, subject = $6, preview_text = $7,
       body = $8, audience = $9, is_tracked = $10, is_urgent = $11, topic_id = $12, updated_at = now()
     WHERE id = $1 AND state = ANY ($13)`,
    [id, ...fieldsOf(fields), from],
  );
  if (updated > 0) await putTranslations(db, id, fields.translations);
  return updated;
}

function fieldsOf(given: MailingFields): unknown[] {
  return [
    given.name,
    given.language,
    given.fromName,
    given.replyTo,
    given.subject,
    given.previewText,
    JSON.stringify(given.body),
    JSON.stringify(given.audience),
    given.isTracked,
    given.isUrgent,
    given.topicId,
  ];
}

/**
 * One arrow of the diagram in mailing.entity.ts. 0 rows: the mailing is in another state, or not the caller's.
 * `set` is a constant of ours, never anybody's input.
 */
export function moveMailing(
  db: EntityManager,
  id: string,
  from: readonly MailingState[],
  to: MailingState,
  set = '',
  values: unknown[] = [],
): Promise<number> {
  return affected(
    db,
    `UPDATE mailings SET state = $2, updated_at = now(), pause_reason = NULL${set} WHERE id = $1 AND state = ANY ($3)`,
    [id, to, from, ...values],
  );
}

/** A receiver's objection stops the whole mailing, once: the next connection that hears it finds it paused. */
export async function pauseMailing(db: EntityManager, mailingId: string, reason: string): Promise<boolean> {
  const paused = await affected(
    db,
    `UPDATE mailings SET state = 'paused', pause_reason = $2, updated_at = now() WHERE id = $1 AND state = 'sending'`,
    [mailingId, reason],
  );
  return paused > 0;
}

/** What may not go out as it is waits for somebody: a mailing that has begun stands still, another is held. Once. */
export async function holdMailing(db: EntityManager, mailingId: string, reason: string): Promise<boolean> {
  const held = await affected(
    db,
    `UPDATE mailings SET state = CASE WHEN started_at IS NULL THEN 'held' ELSE 'paused' END, pause_reason = $2,
       updated_at = now() WHERE id = $1 AND state = 'preparing'`,
    [mailingId, reason],
  );
  return held > 0;
}

/** Finished is a fact about the rows, never the answer to an empty claim: nothing waits and nothing is in hand. */
export async function finishIfDone(db: EntityManager, mailingId: string): Promise<boolean> {
  const finished = await affected(
    db,
    `UPDATE mailings SET state = 'finished', finished_at = now(), updated_at = now()
     WHERE id = $1 AND state = 'sending' AND NOT EXISTS (SELECT 1 FROM deliveries d
       WHERE d.mailing_id = $1 AND d.state IN ('pending', 'claimed', 'handed', 'deferred'))`,
    [mailingId],
  );
  return finished > 0;
}

export async function deleteDraft(db: EntityManager, id: string): Promise<boolean> {
  return (await affected(db, `DELETE FROM mailings WHERE id = $1 AND state = 'draft'`, [id])) > 0;
}
