import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type TrainingResource, type VolunteeringResource } from './volunteering.resources.js';

/** What somebody offers, and what they were trained in. Empty where nothing is known. */
export async function findVolunteering(db: EntityManager, personId: string): Promise<VolunteeringResource> {
  const found = await row<VolunteeringResource>(
    db,
    `SELECT coalesce(v.skills, '{}') AS skills, coalesce(v.languages, '{}') AS languages,
       coalesce(v.availability, '{}') AS availability, v.travel_km,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('training_id', t.training_id, 'name', g.name, 'done_on', t.done_on,
          'expires_on', t.expires_on, 'is_in_force', coalesce(t.expires_on >= current_date, true))
          ORDER BY lower(g.name)), '[]')
        FROM person_trainings t JOIN trainings g ON g.id = t.training_id WHERE t.person_id = $1) AS trainings
     FROM (SELECT 1) one LEFT JOIN volunteer_profiles v ON v.person_id = $1`,
    [personId],
  );
  return found!;
}

const TRAINING = `SELECT id, owner_id, name, valid_months, is_active FROM trainings
  WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1))`;

export function findTrainings(
  db: EntityManager,
  within: readonly string[] | null,
  ownerId: string | null,
): Promise<TrainingResource[]> {
  return rows(db, `${TRAINING} AND ($2::uuid IS NULL OR owner_id = $2) ORDER BY lower(name), id`, [
    within,
    ownerId,
  ]);
}

export function findTraining(
  db: EntityManager,
  within: readonly string[] | null,
  id: string,
): Promise<TrainingResource | undefined> {
  return row(db, `${TRAINING} AND id = $2`, [within, id]);
}

/** Null where the organization has a training of this name. */
export async function insertTraining(
  db: EntityManager,
  { ownerId, name, validMonths }: { ownerId: string; name: string; validMonths: number | null },
): Promise<string | null> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO trainings (owner_id, name, valid_months) VALUES ($1, $2, $3)
     ON CONFLICT (owner_id, lower(name)) DO NOTHING RETURNING id`,
    [ownerId, name, validMonths],
  );
  return made?.id ?? null;
}

/** What is undefined stays. False where another training of the organization has the name. */
export async function updateTraining(
  db: EntityManager,
  id: string,
  { name, validMonths, isActive }: { name?: string; validMonths?: number | null; isActive?: boolean },
): Promise<boolean> {
  const changed = await affected(
    db,
    `UPDATE trainings t SET name = coalesce($2, name), valid_months = CASE WHEN $3 THEN $4::int ELSE valid_months END,
       is_active = coalesce($5, is_active)
     WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM trainings o
       WHERE o.owner_id = t.owner_id AND lower(o.name) = lower($2) AND o.id <> t.id)`,
    [id, name ?? null, validMonths !== undefined, validMonths ?? null, isActive ?? null],
  );
  return changed === 1;
}

/**
 * The last day on which a training that was done on this day holds, as SQL: the day before the same day of a later month,
 * and the last of that month where it lacks one of the two (31 August and six months: 28 February, not the 27th). NULL for
 * no number of months: it holds for ever.
 */
export const LAST_DAY = (doneOn: string, months: string): string =>
  `greatest(${doneOn} + make_interval(months => ${months}) - interval '1 day',
     ${doneOn} - interval '1 day' + make_interval(months => ${months}))::date`;

export async function lastDayOf(db: EntityManager, doneOn: string, months: number): Promise<string> {
  const found = await row<{ day: string }>(db, `SELECT ${LAST_DAY('$1::date', '$2')}::text AS day`, [
    doneOn,
    months,
  ]);
  return found!.day;
}
