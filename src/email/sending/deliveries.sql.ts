import { type EntityManager } from 'typeorm';
import { type KeptLetter, type KeptNews } from '../letter.js';

export const DELIVERY_STATES = [
  'pending',
  'claimed',
  'handed',
  'sent',
  'deferred',
  'failed',
  'unknown',
  'suppressed',
  'cancelled',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A row that this process may send, and nobody else while the lease lasts. */
export interface Claimed {
  /** bigint, as text. */
  id: string;
  ownerId: string;
  lane: 'transactional' | 'bulk';
  kind: string;
  /** By which relay it goes, and who runs the mail servers of its domain. */
  relay: string;
  receiver: string;
  mailingId: string | null;
  version: number | null;
  personId: string | null;
  canonicalEmail: string;
  name: string;
  /** Random, the row's own for ever: its Message-ID is made of it, the same at every attempt. */
  token: Buffer;
  claimToken: string;
  attempt: number;
  /** 1 where a process died that had it among others to send, more where one died over it alone: see Connection. */
  senderDeaths: number;
  isSecret: boolean;
  /** Never sent a second time on a doubt: bulk mail, and letters that say so. */
  isOnce: boolean;
  isPractice: boolean;
  message: KeptLetter | KeptNews | { encrypted: string } | null;
  givenName: string;
  familyName: string;
  /** False for people who are not to be tracked, whatever the mailing says. */
  mayTrack: boolean;
  /** How it must look from outside, where its reader is safer so; never tracked then. */
  neutral: { name: string; subject: string } | null;
}

/** Long enough for a slow relay between two renewals, short enough that a killed worker's rows are back in a minute. */
export const LEASE_SECONDS = 40;

/** Keeps what a living process still has to do out of the sweep's hands. */
export async function renewLeases(
  db: EntityManager,
  ids: readonly string[],
  claimToken: string,
): Promise<void> {
  await db.query(
    `UPDATE deliveries SET lease_until = now() + make_interval(secs => $3)
     WHERE id = ANY ($1::bigint[]) AND claim_token = $2 AND state IN ('claimed', 'handed')`,
    [ids, claimToken, LEASE_SECONDS],
  );
}

/** Gives back what was claimed and not handed: at a pause, at shutdown, or after a relay went away. */
export async function release(
  db: EntityManager,
  ids: readonly string[],
  claimToken: string,
  waitSeconds = 0,
): Promise<void> {
  await db.query(
    `UPDATE deliveries SET state = 'pending', claim_token = NULL, lease_until = NULL,
       next_at = now() + make_interval(secs => $3)
     WHERE id = ANY ($1::bigint[]) AND claim_token = $2 AND state = 'claimed'`,
    [ids, claimToken, waitSeconds],
  );
}

/** A row that cannot be made into a message: it fails by itself, with its reason, and holds up nobody else. */
export async function failClaimed(
  db: EntityManager,
  id: string,
  claimToken: string,
  reason: string,
): Promise<void> {
  await db.query(
    `UPDATE deliveries SET state = 'failed', reason = $3, claim_token = NULL, lease_until = NULL, settled_at = now()
     WHERE id = $1 AND claim_token = $2 AND state = 'claimed'`,
    [id, claimToken, reason],
  );
}

/** Says, before it is made into a message, that whoever dies now died over this row. */
export async function suspect(db: EntityManager, id: string, claimToken: string): Promise<void> {
  await db.query(
    `UPDATE deliveries SET sender_deaths = sender_deaths + 1 WHERE id = $1 AND claim_token = $2 AND state = 'claimed'`,
    [id, claimToken],
  );
}

/** It was made, and its maker lives: what was said before counts no more. */
export async function acquit(db: EntityManager, id: string, claimToken: string): Promise<void> {
  await db.query(`UPDATE deliveries SET sender_deaths = 1 WHERE id = $1 AND claim_token = $2`, [
    id,
    claimToken,
  ]);
}
