import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type DeliveryState } from './deliveries.sql.js';

/** Over so many dead senders a row is set aside: the first had it among others, the next two had it alone. */
const QUARANTINED_AFTER = 3;
const IS_IN_DOUBT = `d.state = 'handed' AND (d.is_once OR d.lane = 'bulk')`;
const IS_POISON = `d.state = 'claimed' AND d.sender_deaths >= ${QUARANTINED_AFTER}`;

export interface Swept {
  id: string;
  state: DeliveryState;
  ownerId: string;
  mailingId: string | null;
}

/**
 * Rows whose sender died. `claimed` never left the process and is sent again, unless one sender after the other died over
 * it: then it is `failed`, and only that. `handed` may have been taken: a bulk row or a letter that goes out once becomes
 * `unknown`, which only a person or a later sign of life settles; other letters are sent again. The claim token of an
 * unknown row stays, so that a sender that was only slow may still say what happened. Leans on deliveries_leased.
 */
export function sweepLeases(db: EntityManager): Promise<Swept[]> {
  return rows(
    db,
    `UPDATE deliveries d SET
       state = CASE WHEN ${IS_IN_DOUBT} THEN 'unknown' WHEN ${IS_POISON} THEN 'failed' ELSE 'pending' END,
       reason = CASE WHEN d.state = 'handed' THEN 'sender-died' WHEN ${IS_POISON} THEN 'quarantined' ELSE d.reason END,
       settled_at = CASE WHEN ${IS_IN_DOUBT} OR ${IS_POISON} THEN now() END,
       claim_token = CASE WHEN ${IS_IN_DOUBT} THEN d.claim_token END,
       sender_deaths = CASE WHEN d.state = 'claimed' THEN greatest(d.sender_deaths, 1) ELSE d.sender_deaths END,
       lease_until = NULL
     FROM (SELECT id FROM deliveries WHERE state IN ('claimed', 'handed') AND lease_until < now()
           FOR UPDATE SKIP LOCKED) dead
     WHERE d.id = dead.id RETURNING d.id, d.state, d.owner_id AS "ownerId", d.mailing_id AS "mailingId"`,
  );
}

/** Leans on deliveries_due_alone. */
export async function isPostDue(db: EntityManager): Promise<boolean> {
  const found = await row<{ isDue: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM deliveries WHERE lane = 'transactional' AND state IN ('pending', 'deferred')
       AND next_at <= now()) AS "isDue"`,
  );
  return found!.isDue;
}

/** Leans on deliveries_due_alone. */
export async function isNewsDue(db: EntityManager): Promise<boolean> {
  const found = await row<{ isDue: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM deliveries WHERE lane = 'bulk' AND message IS NOT NULL
       AND state IN ('pending', 'deferred') AND next_at <= now()) AS "isDue"`,
  );
  return found!.isDue;
}

/** What was missed by longer than this is not sent without asking: it may be wrong by now (lessons.md 4.10, F33). */
const LATEST = '30 minutes';

/** Scheduled mailings whose hour has come: they are prepared, or held where the hour is long past. */
export function startDue(db: EntityManager): Promise<{ id: string; state: 'preparing' | 'held' }[]> {
  return rows(
    db,
    `UPDATE mailings SET updated_at = now(),
       state = CASE WHEN scheduled_at > now() - interval '${LATEST}' THEN 'preparing' ELSE 'held' END,
       pause_reason = CASE WHEN scheduled_at > now() - interval '${LATEST}' THEN NULL
         ELSE 'Its time passed while nothing could be sent.' END
     WHERE state = 'scheduled' AND scheduled_at <= now() RETURNING id, state`,
  );
}

/** Mailings that were being prepared when nobody was left to do it. */
export function stuckPreparing(db: EntityManager): Promise<{ id: string }[]> {
  return rows(
    db,
    `SELECT id FROM mailings WHERE state = 'preparing' AND updated_at < now() - interval '20 seconds'`,
  );
}

/** Mailings that have something to send now. Leans on deliveries_due_of_mailing. */
export function dueMailings(db: EntityManager): Promise<{ id: string }[]> {
  return rows(
    db,
    `SELECT m.id FROM mailings m WHERE m.state = 'sending'
       AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing_id = m.id AND d.state IN ('pending', 'deferred')
         AND d.next_at <= now())`,
  );
}

/** Mailings that are `sending`, for the check whether they have ended. */
export function sendingNow(db: EntityManager): Promise<{ id: string }[]> {
  return rows(db, `SELECT id FROM mailings WHERE state = 'sending'`);
}

/** A second of work: somebody waits for the cancellation, and the sweep for its turn. */
const STRETCH = 20_000;

/**
 * Rows that wait are cancelled; those in hand are refused at the last look. Of very many a stretch at once: nothing of a
 * cancelled mailing is claimed any more, and the sweep takes the rest.
 */
export async function cancelWaiting(db: EntityManager, mailingId: string): Promise<void> {
  await affected(
    db,
    `UPDATE deliveries SET state = 'cancelled', settled_at = now(), claim_token = NULL, lease_until = NULL
     WHERE id IN (SELECT id FROM deliveries WHERE mailing_id = $1 AND state IN ('pending', 'deferred', 'claimed') LIMIT ${STRETCH})`,
    [mailingId],
  );
}

/**
 * Rows that were left when their mailing was cancelled, or were given back after.
 *
 * @returns whether there may be more
 */
export async function cancelLeftovers(db: EntityManager): Promise<boolean> {
  const cancelled = await affected(
    db,
    `UPDATE deliveries SET state = 'cancelled', settled_at = now()
     WHERE id IN (SELECT d.id FROM mailings m JOIN deliveries d ON d.mailing_id = m.id
       WHERE m.state = 'cancelled' AND m.updated_at > now() - interval '1 day' AND d.state IN ('pending', 'deferred')
       LIMIT ${STRETCH})`,
  );
  return cancelled === STRETCH;
}
