import { type EntityManager } from 'typeorm';
import { affected, row } from '../../platform/database/sql.js';

/*
 * Who is asked whether they still want mail, and who is left out of mailings since:
 *
 *   (nobody) --silent--> asked --no sign of life in wait_days--> asleep
 *                          |  |                                    |
 *                          |  +--no mail reached them--> (nobody)  |
 *                          +--sign of life--> back <---------------+
 *                                              +--silent again--> asked
 *
 * What is a sign of life is said by signs_of_life and replies (migrations: signs-of-life). Nobody is unsubscribed.
 */

const EVERYBODY = 256;

/**
 * Asks so many who were silent, the longest known first, in this mailing.
 *
 * @param months without a sign of life for so long
 * @param most null for all of them
 * @returns how many
 */
export async function askSilent(
  db: EntityManager,
  {
    ownerId,
    mailingId,
    months,
    most,
  }: { ownerId: string; mailingId: string; months: number; most: number | null },
): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    `WITH asked AS (INSERT INTO sunsets (person_id, organization_id, state, mailing_id)
     SELECT id, $1, 'asked', $2 FROM silent_people($1, now() - make_interval(months => $3), ${EVERYBODY}) AS id
     ORDER BY id LIMIT $4
     ON CONFLICT (person_id, organization_id) DO UPDATE SET state = 'asked', mailing_id = EXCLUDED.mailing_id,
       asked_at = now(), changed_at = now()
     WHERE sunsets.state = 'back' RETURNING 1)
     SELECT count(*)::int AS count FROM asked`,
    [ownerId, mailingId, months, most],
  );
  return found!.count;
}

/** Everybody who gave a sign of life since they were asked. Leans on sunsets (organization_id, state). */
export function wake(db: EntityManager, ownerId: string): Promise<number> {
  return affected(
    db,
    `UPDATE sunsets SET state = 'back', changed_at = now()
     WHERE organization_id = $1 AND state IN ('asked', 'asleep')
       AND (EXISTS (SELECT 1 FROM signs_of_life l WHERE l.person_id = sunsets.person_id AND l.at >= asked_at)
         OR EXISTS (SELECT 1 FROM replies r WHERE r.person_id = sunsets.person_id AND r.at >= asked_at))`,
    [ownerId],
  );
}

/** Whom the question reached so many days ago. After `wake`, in its transaction. Leans on deliveries (mailing_id, state). */
export function fallAsleep(db: EntityManager, ownerId: string, waitDays: number): Promise<number> {
  return affected(
    db,
    `UPDATE sunsets s SET state = 'asleep', changed_at = now()
     FROM deliveries d JOIN mailings m ON m.id = d.mailing_id AND m.is_tracked
     WHERE s.organization_id = $1 AND s.state = 'asked' AND d.mailing_id = s.mailing_id
       AND d.person_id = s.person_id AND d.state = 'sent' AND d.settled_at < now() - make_interval(days => $2)`,
    [ownerId, waitDays],
  );
}

/** Whom it did not reach, once as many days are over: silence is no answer to what somebody never got. */
export function forgetUnreached(db: EntityManager, ownerId: string, waitDays: number): Promise<number> {
  return affected(
    db,
    `DELETE FROM sunsets s WHERE s.organization_id = $1 AND s.state = 'asked'
       AND s.asked_at < now() - make_interval(days => $2)
       AND NOT EXISTS (SELECT 1 FROM mailings m WHERE m.id = s.mailing_id AND m.state NOT IN ('finished', 'cancelled'))
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing_id = s.mailing_id AND d.person_id = s.person_id
         AND d.state = 'sent')`,
    [ownerId, waitDays],
  );
}

export async function countSunsets(
  db: EntityManager,
  ownerId: string,
): Promise<{ asked: number; asleep: number }> {
  const found = await row<{ asked: number; asleep: number }>(
    db,
    `SELECT (SELECT count(*)::int FROM segment_sunsets s JOIN segment_people p ON p.id = s.person_id
         WHERE s.organization_id = $1 AND s.is_asked) AS asked,
       (SELECT count(*)::int FROM segment_sleepers s JOIN segment_people p ON p.id = s.person_id
         WHERE s.organization_id = $1) AS asleep`,
    [ownerId],
  );
  return found!;
}

/**
 * How many would be asked now.
 *
 * @param share of 256, for a guess where all take too long
 */
export async function countSilent(
  db: EntityManager,
  ownerId: string,
  months: number,
  share = EVERYBODY,
): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM silent_people($1, now() - make_interval(months => $2), $3)`,
    [ownerId, months, share],
  );
  return Math.round((found!.count * EVERYBODY) / share);
}
