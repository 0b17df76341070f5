import { type EntityManager } from 'typeorm';
import { type Author, type Changed, type Proposals, READ_FIRST, writeWithHistory } from './history.sql.js';

/** What somebody offers: all of it, or null to take it away. */
export interface ProposedOffer {
  person_id: string;
  profile: { skills: string[]; languages: string[]; availability: string[]; travel_km: number | null } | null;
}

/** An offer as history keeps it. */
export const OFFER = (table: string): string => `to_jsonb(${table}) - '{person_id,owner_id}'::text[]`;

export function writeOffers(
  db: EntityManager,
  author: Author,
  proposals: Proposals<ProposedOffer>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    'person_id uuid, profile jsonb',
    () => `wanted AS MATERIALIZED (
      SELECT n.person_id, p.owner_id, nullif(n.profile, 'null'::jsonb) AS profile
      FROM proposed n JOIN people p ON p.id = n.person_id),
    old AS MATERIALIZED (
      SELECT v.person_id, ${OFFER('v')} AS entry FROM wanted w JOIN volunteer_profiles v USING (person_id)
      ORDER BY v.person_id FOR UPDATE OF v),
    removed AS (
      DELETE FROM volunteer_profiles v USING wanted w CROSS JOIN ${READ_FIRST}
      WHERE v.person_id = w.person_id AND w.profile IS NULL RETURNING v.person_id, NULL::jsonb AS entry),
    put AS (
      INSERT INTO volunteer_profiles AS v (person_id, owner_id, skills, languages, availability, travel_km)
      SELECT w.person_id, w.owner_id, r.skills, r.languages, r.availability, r.travel_km
      FROM wanted w CROSS JOIN ${READ_FIRST}
      CROSS JOIN LATERAL jsonb_populate_record(NULL::volunteer_profiles, w.profile) r
      WHERE w.profile IS NOT NULL
      ON CONFLICT (person_id) DO UPDATE SET skills = excluded.skills, languages = excluded.languages,
        availability = excluded.availability, travel_km = excluded.travel_km
      RETURNING v.person_id, ${OFFER('v')} AS entry),
    done AS (
      SELECT m.person_id, 'volunteering' AS field, NULL::uuid AS item_id, o.entry AS before, m.entry AS after
      FROM (SELECT * FROM put UNION ALL SELECT * FROM removed) m LEFT JOIN old o USING (person_id))`,
  );
}

/** That somebody did a training, and until when it holds (null: for ever); a null entry takes it away. */
export interface ProposedTraining {
  person_id: string;
  training_id: string;
  entry: { done_on: string; expires_on: string | null } | null;
}

/** A training as history keeps it, with the name that it had. */
export const TRAINING = (table: string): string =>
  `jsonb_build_object('name', (SELECT g.name FROM trainings g WHERE g.id = ${table}.training_id),
    'done_on', ${table}.done_on, 'expires_on', ${table}.expires_on)`;

/** Trainings of another organization than the person's are left out. */
export function writeTrainings(
  db: EntityManager,
  author: Author,
  proposals: Proposals<ProposedTraining>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    'person_id uuid, training_id uuid, entry jsonb',
    () => `wanted AS MATERIALIZED (
      SELECT n.person_id, n.training_id, p.owner_id, nullif(n.entry, 'null'::jsonb) AS entry
      FROM proposed n JOIN people p ON p.id = n.person_id
      JOIN trainings g ON g.id = n.training_id AND g.owner_id = p.owner_id),
    old AS MATERIALIZED (
      SELECT t.person_id, t.training_id, ${TRAINING('t')} AS entry
      FROM wanted w JOIN person_trainings t USING (person_id, training_id)
      ORDER BY t.person_id, t.training_id FOR UPDATE OF t),
    removed AS (
      DELETE FROM person_trainings t USING wanted w CROSS JOIN ${READ_FIRST}
      WHERE t.person_id = w.person_id AND t.training_id = w.training_id AND w.entry IS NULL
      RETURNING t.person_id, t.training_id, NULL::jsonb AS entry),
    put AS (
      INSERT INTO person_trainings AS t (person_id, training_id, owner_id, done_on, expires_on)
      SELECT person_id, training_id, owner_id, (entry ->> 'done_on')::date, (entry ->> 'expires_on')::date
      FROM wanted CROSS JOIN ${READ_FIRST} WHERE entry IS NOT NULL
      ON CONFLICT (person_id, training_id) DO UPDATE SET done_on = excluded.done_on, expires_on = excluded.expires_on
      RETURNING t.person_id, t.training_id, ${TRAINING('t')} AS entry),
    done AS (
      SELECT m.person_id, 'training' AS field, m.training_id AS item_id, o.entry AS before, m.entry AS after
      FROM (SELECT * FROM put UNION ALL SELECT * FROM removed) m LEFT JOIN old o USING (person_id, training_id))`,
  );
}
