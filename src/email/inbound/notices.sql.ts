import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type NoticeKind } from './notice.js';

/** By which way it came. The vendors are those whose events have a signature. */
export const VENDORS = ['ses', 'postmark', 'sendgrid', 'mailgun'] as const;
export type Vendor = (typeof VENDORS)[number];
export type NoticeSource = 'smtp' | 'file' | Vendor;

export interface NewNotice {
  source: NoticeSource;
  externalId: string;
  raw: Buffer;
  /** Envelope recipients, where the way tells them. */
  recipients: readonly string[];
}

/** Stores what came, by the function that the web process may call. False where it had come before. */
export async function takeNotice(
  db: EntityManager,
  given: Omit<NewNotice, 'raw'> & { sealed: Buffer },
): Promise<boolean> {
  const found = await row<{ taken: boolean }>(db, `SELECT take_sealed_mail_notice($1, $2, $3, $4) AS taken`, [
    given.source,
    given.externalId,
    given.sealed,
    given.recipients,
  ]);
  return found!.taken;
}

export interface StoredNotice extends Omit<NewNotice, 'raw'> {
  id: string;
  /** Null in one that a version without encryption took in: then `raw` holds it. */
  sealed: Buffer | null;
  raw: Buffer | null;
  attempt: number;
  at: Date;
}

/** Those that wait to be read, oldest first. Leans on mail_notices_due. */
export function dueNotices(db: EntityManager, limit: number): Promise<StoredNotice[]> {
  return rows(
    db,
    `SELECT id, source, external_id AS "externalId", raw_sealed AS sealed, raw, recipients, attempt, at FROM mail_notices
     WHERE read_at IS NULL AND next_at <= now() ORDER BY next_at, id LIMIT $1`,
    [limit],
  );
}

/** Marks it as read, in the transaction that does what it says: whoever finds 0 rows here must do nothing. */
export async function markRead(
  db: EntityManager,
  given: { id: string; kind: NoticeKind | 'forged' | 'unreadable'; deliveryId: string | null },
): Promise<boolean> {
  const read = await affected(
    db,
    `UPDATE mail_notices SET read_at = now(), kind = $2, delivery_id = $3, raw = NULL, raw_sealed = NULL, recipients = '{}'
     WHERE id = $1 AND read_at IS NULL`,
    [given.id, given.kind, given.deliveryId],
  );
  return read > 0;
}

/** Looked at again later. `isFailure` counts against it. */
export async function postpone(
  db: EntityManager,
  given: { id: string; seconds: number; isFailure: boolean },
): Promise<void> {
  await db.query(
    `UPDATE mail_notices SET next_at = now() + make_interval(secs => $2), attempt = attempt + $3::int
     WHERE id = $1 AND read_at IS NULL`,
    [given.id, given.seconds, given.isFailure ? 1 : 0],
  );
}
