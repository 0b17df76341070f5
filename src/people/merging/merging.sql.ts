import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type ContactKind, CONTACTS } from '../changes/contacts.sql.js';

/** One of the two rows of a merge, locked. */
export interface Party {
  id: string;
  ownerId: string;
  givenName: string;
  familyName: string;
  pronouns: string;
  language: string;
  isSealed: boolean;
  noTracking: boolean;
  isPractice: boolean;
}

/**
 * The active people among these ids as far as the scope sees and may change them, locked in the order of their ids, so that
 * two merges of the same people come one after the other.
 */
export function lockParties(
  db: EntityManager,
  ids: readonly string[],
  within: readonly string[] | null,
): Promise<Party[]> {
  return rows(
    db,
    `SELECT id, owner_id AS "ownerId", given_name AS "givenName", family_name AS "familyName", pronouns, language,
       is_sealed AS "isSealed", no_tracking AS "noTracking", is_practice AS "isPractice"
     FROM people WHERE id = ANY ($1) AND state = 'active' AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))
     ORDER BY id FOR UPDATE`,
    [ids, within],
  );
}

/** A person's entries as Changes takes them. */
export function entriesOf(
  db: EntityManager,
  kind: ContactKind,
  personId: string,
): Promise<{ id: string; entry: Record<string, unknown> & { is_primary: boolean } }[]> {
  return rows(
    db,
    `SELECT e.id, to_jsonb(e) AS entry FROM ${CONTACTS[kind].table} e WHERE e.person_id = $1
     ORDER BY e.is_primary DESC, e.id`,
    [personId],
  );
}

/** Which entry of the kept person is the same as the primary one of the absorbed. */
export async function likePrimaryOf(
  db: EntityManager,
  kind: ContactKind,
  keptId: string,
  absorbedId: string,
): Promise<string | null> {
  const { table, once } = CONTACTS[kind];
  const found = await row<{ id: string }>(
    db,
    `SELECT e.id FROM ${table} e, LATERAL (SELECT to_jsonb(a) AS entry FROM ${table} a WHERE a.person_id = $2 AND a.is_primary) a
     WHERE e.person_id = $1 AND ${once('a.entry')
       .map(({ column, of }) => `${column} = ${of}`)
       .join(' AND ')}`,
    [keptId, absorbedId],
  );
  return found?.id ?? null;
}

/** Tags of the absorbed row that the kept one lacks, as Changes takes them. $1 kept, $2 absorbed. */
export const MISSING_TAGS = `SELECT $1::uuid AS person_id, t.tag_id, '{}'::jsonb AS entry FROM person_tags t
  WHERE t.person_id = $2 AND NOT EXISTS (SELECT 1 FROM person_tags k WHERE k.person_id = $1 AND k.tag_id = t.tag_id)`;

/** Values of the absorbed row that the kept one lacks, or that were chosen ($3, ids of fields). */
export const CHOSEN_VALUES = `SELECT $1::uuid AS person_id, v.field_id, value_entry(v.value, v.sealed_value) AS value
  FROM person_values v WHERE v.person_id = $2 AND (v.field_id = ANY ($3::uuid[])
    OR NOT EXISTS (SELECT 1 FROM person_values k WHERE k.person_id = $1 AND k.field_id = v.field_id))`;

/** What both offer as volunteers, as one offer of the kept one's. $1 kept, $2 absorbed. */
export const BOTH_OFFERS = `SELECT $1::uuid AS person_id, jsonb_build_object(
    'skills', ARRAY(SELECT DISTINCT unnest(k.skills || a.skills) ORDER BY 1),
    'languages', ARRAY(SELECT DISTINCT unnest(k.languages || a.languages) ORDER BY 1),
    'availability', ARRAY(SELECT DISTINCT unnest(k.availability || a.availability) ORDER BY 1),
    'travel_km', coalesce(k.travel_km, a.travel_km)) AS profile
  FROM volunteer_profiles a LEFT JOIN volunteer_profiles k ON k.person_id = $1 WHERE a.person_id = $2`;

/** Trainings of the absorbed row that the kept one lacks, or did earlier. $1 kept, $2 absorbed. */
export const NEWER_TRAININGS = `SELECT $1::uuid AS person_id, t.training_id,
    jsonb_build_object('done_on', t.done_on, 'expires_on', t.expires_on) AS entry
  FROM person_trainings t LEFT JOIN person_trainings k ON k.person_id = $1 AND k.training_id = t.training_id
  WHERE t.person_id = $2 AND (k.done_on IS NULL OR k.done_on < t.done_on)`;

/**
 * Turns the absorbed row, and those absorbed into it before, to the kept one, and adds its roll-ups.
 *
 * @returns the rows that were turned along.
 */
export async function absorb(
  db: EntityManager,
  keptId: string,
  absorbedId: string,
): Promise<{ repointed: string[]; keptLastActionAt: Date | null }> {
  const turned = await rows<{ id: string }>(
    db,
    `UPDATE people SET merged_into = $1 WHERE merged_into = $2 RETURNING id`,
    [keptId, absorbedId],
  );
  await affected(
    db,
    `UPDATE people SET state = 'merged', merged_into = $1, updated_at = now() WHERE id = $2`,
    [keptId, absorbedId],
  );
  const before = await row<{ at: Date | null }>(db, 'SELECT last_action_at AS at FROM people WHERE id = $1', [
    keptId,
  ]);
  await affected(
    db,
    `UPDATE people k SET action_count = k.action_count + a.action_count,
       last_action_at = greatest(k.last_action_at, a.last_action_at), updated_at = now()
     FROM people a WHERE k.id = $1 AND a.id = $2`,
    [keptId, absorbedId],
  );
  return { repointed: turned.map(({ id }) => id), keptLastActionAt: before!.at };
}

export interface Merge {
  batchId: string;
  ownerId: string;
  keptId: string;
  absorbedId: string;
  repointed: string[];
  keptLastActionAt: Date | null;
  /** The one of the two that the merge sealed, because the other was. */
  sealedId: string | null;
  namedReaders: string[];
}

export async function insertMerge(db: EntityManager, merge: Merge): Promise<void> {
  await db.query(
    `INSERT INTO merges (batch_id, owner_id, kept_id, absorbed_id, repointed, kept_last_action_at, sealed_id, named_readers)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      merge.batchId,
      merge.ownerId,
      merge.keptId,
      merge.absorbedId,
      merge.repointed,
      merge.keptLastActionAt,
      merge.sealedId,
      merge.namedReaders,
    ],
  );
}

export function findMerge(db: EntityManager, batchId: string): Promise<Merge | undefined> {
  return row(
    db,
    `SELECT batch_id AS "batchId", owner_id AS "ownerId", kept_id AS "keptId", absorbed_id AS "absorbedId", repointed,
       kept_last_action_at AS "keptLastActionAt", sealed_id AS "sealedId", named_readers AS "namedReaders"
     FROM merges WHERE batch_id = $1`,
    [batchId],
  );
}

/**
 * Gives the absorbed row, and those turned along, back. 0 where the kept row was itself merged meanwhile, or the absorbed
 * one is no longer where the merge put it. What the kept row did since stays counted with it.
 */
export async function giveBack(db: EntityManager, merge: Merge): Promise<number> {
  const { keptId, absorbedId, repointed, keptLastActionAt } = merge;
  const given = await affected(
    db,
    `UPDATE people SET state = 'active', merged_into = NULL, updated_at = now()
     WHERE id = $2 AND state = 'merged' AND merged_into = $1
       AND EXISTS (SELECT 1 FROM people k WHERE k.id = $1 AND k.state = 'active')`,
    [keptId, absorbedId],
  );
  if (given === 0) return 0;
  await affected(db, `UPDATE people SET merged_into = $2 WHERE merged_into = $1 AND id = ANY ($3)`, [
    keptId,
    absorbedId,
    repointed,
  ]);
  await affected(
    db,
    `UPDATE people k SET action_count = greatest(k.action_count - a.action_count, 0), updated_at = now(),
       last_action_at = CASE WHEN k.last_action_at = a.last_action_at THEN $3::timestamptz ELSE k.last_action_at END
     FROM people a WHERE k.id = $1 AND a.id = $2`,
    [keptId, absorbedId, keptLastActionAt],
  );
  return given;
}
