import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { fromCursor } from '../platform/paging/paging.js';
import { type RunState } from './journey.js';

export interface StepFigures {
  step: number;
  outcome: string;
  count: number;
}

/** How often each step of a version came to what; a run that waits is counted at the step it waits in. */
export function stepFigures(db: EntityManager, journeyId: string, version: number): Promise<StepFigures[]> {
  return rows(
    db,
    `SELECT s.step, s.outcome, count(*)::int AS count FROM journey_steps s JOIN journey_runs r ON r.id = s.run_id
       WHERE r.journey_id = $1 AND r.version = $2 GROUP BY s.step, s.outcome
     UNION ALL
     SELECT r.step - 1, 'waiting-now', count(*)::int FROM journey_runs r
       WHERE r.journey_id = $1 AND r.version = $2 AND r.state = 'waiting' AND r.step > 0 GROUP BY r.step
     ORDER BY step, outcome`,
    [journeyId, version],
  );
}

export interface ListedRun {
  id: string;
  ownerId: string;
  personId: string;
  name: string;
  version: number;
  step: number;
  state: RunState;
  reason: string | null;
  wakeAt: Date;
  startedAt: Date;
  endedAt: Date | null;
}

/** Newest first: ids are time-ordered. */
export function findRuns(
  db: EntityManager,
  given: {
    journeyId: string;
    within: readonly string[] | null;
    state: RunState | null;
    after?: string;
    limit: number;
  },
): Promise<ListedRun[]> {
  const [id] = fromCursor(given.after, 1) ?? [null];
  return rows(
    db,
    `SELECT r.id, r.owner_id AS "ownerId", r.person_id AS "personId", trim(p.given_name || ' ' || p.family_name) AS name, r.version, r.step, r.state,
       r.reason, r.wake_at AS "wakeAt", r.started_at AS "startedAt", r.ended_at AS "endedAt"
     FROM journey_runs r JOIN people p ON p.id = r.person_id
     WHERE r.journey_id = $1 AND ($2::uuid[] IS NULL OR r.owner_id = ANY ($2)) AND ($3::text IS NULL OR r.state = $3)
       AND ($4::uuid IS NULL OR r.id < $4)
     ORDER BY r.id DESC LIMIT $5`,
    [given.journeyId, given.within, given.state, id, given.limit],
  );
}
