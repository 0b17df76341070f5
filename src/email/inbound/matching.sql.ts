import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';
import { type DeliveryState } from '../sending/deliveries.sql.js';

/** The delivery that a notice is about. */
export interface NotedDelivery {
  id: string;
  ownerId: string;
  mailingId: string | null;
  personId: string | null;
  canonicalEmail: string;
  address: string;
  state: DeliveryState;
  title: string;
  isPractice: boolean;
  /** The account of staff that wrote it, of what a relay carried. */
  writtenBy: string | null;
}

const DELIVERY = `SELECT d.id, d.owner_id AS "ownerId", d.mailing_id AS "mailingId", d.person_id AS "personId",
    d.canonical_email AS "canonicalEmail", d.address, d.state, coalesce(m.name, '') AS title, d.is_practice AS "isPractice",
    d.written_by AS "writtenBy"
  FROM deliveries d LEFT JOIN mailings m ON m.id = d.mailing_id`;
/** The Message-ID is made of the row's own random token (outgoing.service.ts, recipientOf). */
const MESSAGE_ID = `encode(substring(sha256(d.token) FROM 1 FOR 16), 'hex')`;

export function deliveryById(db: EntityManager, id: string): Promise<NotedDelivery | undefined> {
  return row(db, `${DELIVERY} WHERE d.id = $1`, [id]);
}

/**
 * By the part of the Message-ID before the @: 128 random bits, which only who holds the mail can name. Of mailings with the
 * recipient beside it: leans on deliveries (canonical_email) and deliveries_of_post_by_message.
 */
export async function deliveryByMessage(
  db: EntityManager,
  messageId: string,
  recipient: string | null,
): Promise<NotedDelivery | undefined> {
  const known =
    recipient === null
      ? undefined
      : await row<NotedDelivery>(db, `${DELIVERY} WHERE d.canonical_email = $2 AND ${MESSAGE_ID} = $1`, [
          messageId,
          recipient,
        ]);
  return (
    known ?? (await row(db, `${DELIVERY} WHERE d.lane = 'transactional' AND ${MESSAGE_ID} = $1`, [messageId]))
  );
}

/** The newest that went to the address, while relays still try (RFC 5321 4.5.4.1: four to five days). */
export function lastDeliveryTo(
  db: EntityManager,
  canonicalEmail: string,
): Promise<NotedDelivery | undefined> {
  return row(
    db,
    `${DELIVERY} WHERE d.canonical_email = $1 AND d.handed_at > now() - interval '5 days'
       AND d.state IN ('sent', 'unknown', 'handed') ORDER BY d.handed_at DESC LIMIT 1`,
    [canonicalEmail],
  );
}
