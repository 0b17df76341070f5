import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type FrozenStep, type RunState } from './journey.js';

/** Why a run waits that would mail: receivers would refuse it now. */
const MAIL_HELD = 'mail-held';

/** A run that this transaction holds. */
export interface DueRun {
  id: string;
  journeyId: string;
  journeyName: string;
  ownerId: string;
  personId: string;
  /** The place of the next step, from 0. */
  step: number;
  steps: FrozenStep[];
  attempt: number;
  startedAt: Date;
  /** False for somebody who was merged, erased or sealed since. */
  isThere: boolean;
}

/**
 * Starts a run for each new deed that a journey waits for. Invariants: a deed starts a journey once (unique key); where it
 * does not repeat, a person goes through it once. The rows of the journeys are held, so two sweeps at once do not both
 * look before either has written, and one that is being paused starts nothing more. A journey acts on its owner's people,
 * and on nobody who is sealed. Leans on the key of engagements: it reads what the last minutes brought.
 */
export function startRuns(db: EntityManager): Promise<{ id: string }[]> {
  return rows(
    db,
    `WITH open AS MATERIALIZED (SELECT * FROM journeys WHERE state = 'on' ORDER BY id FOR NO KEY UPDATE)
     INSERT INTO journey_runs (journey_id, version, owner_id, person_id, engagement_id)
     SELECT DISTINCT ON (j.id, e.person_id, CASE WHEN j.repeats THEN e.id END) j.id, j.version, j.owner_id, e.person_id, e.id
     FROM open j
     JOIN engagements e ON e.id > j.seen_engagement_id AND e.owner_id = j.owner_id AND e.did = j.did
       AND (j.what_id IS NULL OR e.what_id = j.what_id)
     JOIN people p ON p.id = e.person_id AND p.owner_id = j.owner_id AND p.state = 'active' AND NOT p.is_sealed
     WHERE j.repeats OR NOT EXISTS (SELECT 1 FROM journey_runs r WHERE r.journey_id = j.id AND r.person_id = e.person_id)
     ORDER BY j.id, e.person_id, CASE WHEN j.repeats THEN e.id END, e.id
     ON CONFLICT (journey_id, engagement_id) DO NOTHING
     RETURNING id`,
  );
}

/**
 * Moves the mark from which deeds are looked at, ten minutes behind the newest: no transaction that records somebody's
 * deed takes that long, so none commits behind the mark.
 */
export async function moveMarks(db: EntityManager): Promise<void> {
  await db.query(
    `UPDATE journeys SET seen_engagement_id = marked_engagement_id, marked_at = now(),
       marked_engagement_id = (SELECT coalesce(max(id), 0) FROM engagements)
     WHERE state = 'on' AND marked_at < now() - interval '10 minutes'`,
  );
}

/** Whoever was under way when a journey ended leaves it. */
export async function leaveEnded(db: EntityManager): Promise<void> {
  await db.query(
    `UPDATE journey_runs r SET state = 'left', reason = 'journey-ended', ended_at = now()
     FROM journeys j WHERE j.id = r.journey_id AND j.state = 'ended' AND r.state = 'waiting'`,
  );
}

export function journeysThatAreOn(db: EntityManager): Promise<{ id: string; ownerId: string }[]> {
  return rows(db, `SELECT id, owner_id AS "ownerId" FROM journeys WHERE state = 'on' ORDER BY id`);
}

/**
 * The next run of a journey whose time has come, held until the transaction ends and skipped by everybody else. Leans on
 * journey_runs (journey_id, wake_at) of those that wait.
 */
export function holdDueRun(db: EntityManager, journeyId: string): Promise<DueRun | undefined> {
  return row(
    db,
    `SELECT r.id, r.journey_id AS "journeyId", j.name AS "journeyName", r.owner_id AS "ownerId",
       r.person_id AS "personId", r.step, v.steps, r.attempt, r.started_at AS "startedAt",
       EXISTS (SELECT 1 FROM people p WHERE p.id = r.person_id AND p.state = 'active' AND NOT p.is_sealed) AS "isThere"
     FROM journey_runs r JOIN journeys j ON j.id = r.journey_id
     JOIN journey_versions v ON v.journey_id = r.journey_id AND v.version = r.version
     WHERE r.journey_id = $1 AND r.state = 'waiting' AND r.wake_at <= now() AND j.state = 'on'
     ORDER BY r.wake_at LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
    [journeyId],
  );
}

/** What a step came to. No step of a run is written twice (key). */
export async function writeStep(
  db: EntityManager,
  runId: string,
  step: number,
  outcome: string,
  deliveryId: string | null,
): Promise<void> {
  await db.query(`INSERT INTO journey_steps (run_id, step, outcome, delivery_id) VALUES ($1, $2, $3, $4)`, [
    runId,
    step,
    outcome,
    deliveryId,
  ]);
}

export async function endRun(
  db: EntityManager,
  runId: string,
  step: number,
  state: Exclude<RunState, 'waiting'>,
  reason: string | null,
): Promise<void> {
  await db.query(
    `UPDATE journey_runs SET state = $3, reason = $4, step = $2, ended_at = now() WHERE id = $1`,
    [runId, step, state, reason],
  );
}

/**
 * Whether a run of the journey waits already because mail was held. Holds the journey, so that of two runs one comes first.
 */
export async function holdsOthers(db: EntityManager, journeyId: string): Promise<boolean> {
  await db.query(`SELECT 1 FROM journeys WHERE id = $1 FOR NO KEY UPDATE`, [journeyId]);
  const found = await row(
    db,
    `SELECT 1 FROM journey_runs WHERE journey_id = $1 AND state = 'waiting' AND reason = '${MAIL_HELD}' LIMIT 1`,
    [journeyId],
  );
  return found !== undefined;
}

/** The mail of the step at `step` is held: the same step is next, after so many seconds. */
export async function holdRun(
  db: EntityManager,
  runId: string,
  step: number,
  seconds: number,
): Promise<void> {
  await db.query(
    `UPDATE journey_runs SET step = $2, attempt = 0, reason = '${MAIL_HELD}', wake_at = now() + make_interval(secs => $3)
     WHERE id = $1`,
    [runId, step, seconds],
  );
}

/** Sleeps so many seconds, by the database's clock; then the step at `step` is next. */
export async function sleepFor(
  db: EntityManager,
  runId: string,
  step: number,
  seconds: number,
): Promise<void> {
  await db.query(
    `UPDATE journey_runs SET step = $2, attempt = 0, reason = NULL, wake_at = now() + make_interval(secs => $3) WHERE id = $1`,
    [runId, step, seconds],
  );
}

/** Sleeps until clocks in the zone next show HH:MM; a time that the spring's change skips comes an hour later. */
export async function sleepUntil(
  db: EntityManager,
  runId: string,
  step: number,
  time: string,
  zone: string,
): Promise<void> {
  await db.query(
    `UPDATE journey_runs SET step = $2, attempt = 0, reason = NULL, wake_at = (
       date_trunc('day', now() AT TIME ZONE $4) + $3::time
         + CASE WHEN (now() AT TIME ZONE $4)::time < $3::time THEN interval '0' ELSE interval '1 day' END) AT TIME ZONE $4
     WHERE id = $1`,
    [runId, step, time, zone],
  );
}

/** After a failure: tried again later, each time after twice as long, or given up. */
export async function postponeRun(
  db: EntityManager,
  runId: string,
  { seconds, most, reason }: { seconds: number; most: number; reason: string },
): Promise<void> {
  await db.query(
    `UPDATE journey_runs SET attempt = attempt + 1, wake_at = now() + make_interval(secs => $2 * 2 ^ attempt), reason = $4,
       state = CASE WHEN attempt + 1 >= $3 THEN 'failed' ELSE state END,
       ended_at = CASE WHEN attempt + 1 >= $3 THEN now() END
     WHERE id = $1 AND state = 'waiting'`,
    [runId, seconds, most, reason],
  );
}

export async function carriesTag(db: EntityManager, personId: string, tagId: string): Promise<boolean> {
  const found = await row(db, `SELECT 1 FROM person_tags WHERE person_id = $1 AND tag_id = $2`, [
    personId,
    tagId,
  ]);
  return found !== undefined;
}

export async function didSince(
  db: EntityManager,
  given: { ownerId: string; personId: string; did: string; whatId: string | null; since: Date },
): Promise<boolean> {
  const found = await row(
    db,
    `SELECT 1 FROM engagements WHERE person_id = $1 AND owner_id = $2 AND did = $3 AND ($4::uuid IS NULL OR what_id = $4)
       AND at >= $5 LIMIT 1`,
    [given.personId, given.ownerId, given.did, given.whatId, given.since],
  );
  return found !== undefined;
}

export async function isSubscribed(db: EntityManager, personId: string, ownerId: string): Promise<boolean> {
  const found = await row(
    db,
    `SELECT 1 FROM subscriptions WHERE person_id = $1 AND organization_id = $2 AND channel = 'email' AND is_subscribed`,
    [personId, ownerId],
  );
  return found !== undefined;
}
