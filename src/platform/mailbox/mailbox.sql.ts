import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../database/sql.js';
import {
  type CaughtMessage,
  type MailboxEntry,
  type MailboxQuery,
  type NewMessage,
} from './caught-message.js';

const ENTRY = 'id, envelope_from, recipients, sender, subject, received_at, octet_length(raw) AS size';

/** Adds a batch in one statement and gives the ids in its order: thousands of mails a second are one batch each few ms. */
export async function insertMessages(db: EntityManager, batch: readonly NewMessage[]): Promise<string[]> {
  const added = await rows<{ id: string }>(
    db,
    `INSERT INTO mailbox_messages (envelope_from, recipients, sender, subject, raw)
     SELECT envelope_from, string_to_array(recipients, ' '), sender, subject, raw
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])
            WITH ORDINALITY AS batch (envelope_from, recipients, sender, subject, raw, place)
      ORDER BY place
     RETURNING id`,
    [
      batch.map((each) => each.envelopeFrom),
      batch.map((each) => each.recipients.join(' ')), // an address has no space
      batch.map((each) => each.sender),
      batch.map((each) => each.subject),
      batch.map((each) => each.raw),
    ],
  );
  return added.map(({ id }) => id);
}

/** Newest first, over the primary key. */
export function listMessages(db: EntityManager, query: MailboxQuery): Promise<MailboxEntry[]> {
  return rows(db, `SELECT ${ENTRY} ${matching()}`, matched(query));
}

/** The same with the raw messages. */
export function listWholeMessages(db: EntityManager, query: MailboxQuery): Promise<CaughtMessage[]> {
  return rows(db, `SELECT ${ENTRY}, raw ${matching()}`, matched(query));
}

export function findMessage(db: EntityManager, id: string): Promise<CaughtMessage | undefined> {
  return row(db, `SELECT ${ENTRY}, raw FROM mailbox_messages WHERE id = $1`, [id]);
}

/** Lets go of all but the newest. */
export function trimMessages(db: EntityManager, kept: number): Promise<number> {
  return affected(
    db,
    `DELETE FROM mailbox_messages
      WHERE id <= (SELECT id FROM mailbox_messages ORDER BY id DESC OFFSET $1 LIMIT 1)`,
    [kept],
  );
}

export function deleteMessages(db: EntityManager): Promise<number> {
  return affected(db, 'DELETE FROM mailbox_messages');
}

function matching(): string {
  return `FROM mailbox_messages
    WHERE ($1::bigint IS NULL OR id < $1)
      AND ($2::text IS NULL OR recipients @> ARRAY[$2])
      AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', array_to_string(recipients, ' '), sender, subject)), lower($3)) > 0)
    ORDER BY id DESC LIMIT $4`;
}

function matched({ after, to, search, limit }: MailboxQuery): unknown[] {
  return [after ?? null, to || null, search || null, limit];
}
