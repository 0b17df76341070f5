import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { type FieldChoice, type NamedChoice, type ThingChoice } from './segments.resources.js';

/** More than a list to choose from can usefully hold. */
const MOST = 500;

/*
 * What the builder offers to choose from, of the organizations in $1 (null: of all that the scope sees).
 */

export function tagsToChoose(db: EntityManager, within: readonly string[] | null): Promise<NamedChoice[]> {
  return rows(
    db,
    `SELECT id, name FROM tags WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1)) ORDER BY lower(name), id LIMIT ${MOST}`,
    [within],
  );
}

export function trainingsToChoose(
  db: EntityManager,
  within: readonly string[] | null,
): Promise<NamedChoice[]> {
  return rows(
    db,
    `SELECT id, name FROM trainings WHERE ($1::uuid[] IS NULL OR owner_id = ANY ($1)) ORDER BY lower(name), id LIMIT ${MOST}`,
    [within],
  );
}

export function segmentsToChoose(
  db: EntityManager,
  within: readonly string[] | null,
): Promise<NamedChoice[]> {
  return rows(
    db,
    `SELECT id, name FROM segments WHERE removed_at IS NULL AND ($1::uuid[] IS NULL OR owner_id = ANY ($1))
     ORDER BY lower(name), id LIMIT ${MOST}`,
    [within],
  );
}

/** The network and chapters that the reader sees: people can be on the list of any of them. */
export function organizationsToChoose(db: EntityManager): Promise<NamedChoice[]> {
  return rows(
    db,
    `SELECT id, public_name AS name FROM organizations WHERE kind <> 'partner' ORDER BY lower(public_name), id LIMIT ${MOST}`,
  );
}

export function partnersToChoose(
  db: EntityManager,
  within: readonly string[] | null,
): Promise<NamedChoice[]> {
  return rows(
    db,
    `SELECT DISTINCT o.id, o.public_name AS name, lower(o.public_name) AS place
     FROM memberships m JOIN organizations o ON o.id = m.partner_id
     WHERE ($1::uuid[] IS NULL OR m.chapter_id = ANY ($1)) ORDER BY place, o.id LIMIT ${MOST}`,
    [within],
  );
}

/** Officials whom somebody is known to know: of the thousands of others a filter would find nobody. */
export function officialsToChoose(
  db: EntityManager,
  within: readonly string[] | null,
): Promise<NamedChoice[]> {
  return rows(
    db,
    `SELECT o.id, o.name FROM officials o WHERE EXISTS (SELECT 1 FROM official_ties t
       WHERE t.official_id = o.id AND ($1::uuid[] IS NULL OR t.owner_id = ANY ($1)))
     ORDER BY lower(o.name), o.id LIMIT ${MOST}`,
    [within],
  );
}

export function fieldsToChoose(db: EntityManager, within: readonly string[] | null): Promise<FieldChoice[]> {
  return rows(
    db,
    `SELECT id, coalesce(label ->> 'en', key) AS label, type, options FROM person_fields
     WHERE is_active AND sensitivity = 'open' AND ($1::uuid[] IS NULL OR owner_id = ANY ($1))
     ORDER BY position, key, id LIMIT ${MOST}`,
    [within],
  );
}

export async function layersToChoose(db: EntityManager): Promise<string[]> {
  const found = await rows<{ layer: string }>(db, `SELECT DISTINCT layer FROM boundary_sets ORDER BY layer`);
  return found.map(({ layer }) => layer);
}

/**
 * Every petition, event, letter ... of the ledger with each thing that was done with it, newest first. Hops along the
 * index (what_id, did) from one pair to the next, because there are few things and millions of deeds.
 */
export function thingsToChoose(db: EntityManager, within: readonly string[] | null): Promise<ThingChoice[]> {
  return rows(
    db,
    `WITH RECURSIVE pairs AS (
       (SELECT what_id, did FROM engagements WHERE what_id IS NOT NULL ORDER BY what_id, did LIMIT 1)
       UNION ALL
       SELECT next.what_id, next.did FROM pairs CROSS JOIN LATERAL (
         SELECT e.what_id, e.did FROM engagements e WHERE (e.what_id, e.did) > (pairs.what_id, pairs.did)
         ORDER BY e.what_id, e.did LIMIT 1) next)
     SELECT pairs.did, newest.what_kind, pairs.what_id, newest.what_title
     FROM pairs CROSS JOIN LATERAL (
       SELECT e.what_kind, e.what_title, e.at FROM engagements e
       WHERE e.what_id = pairs.what_id AND e.did = pairs.did AND ($1::uuid[] IS NULL OR e.owner_id = ANY ($1))
       LIMIT 1) newest
     ORDER BY newest.at DESC LIMIT ${MOST}`,
    [within],
  );
}
