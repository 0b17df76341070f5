import { type EntityManager } from 'typeorm';
import { affected } from '../../platform/database/sql.js';
import { personOf } from '../changes/history.sql.js';
import { type Import } from './import.entity.js';

/** Rows of an import by their place in the file: after `from`, up to `to`. */
export interface Places {
  from: number;
  to: number;
}

/**
 * Of a person `p`: sealed, and the importer is none of those named for them (NULL for the operator's tool). Their row makes an
 * open record, as a stranger's does: one that did not would tell the importer that they are known here.
 */
export const hiddenFrom = (account: string): string =>
  `(p.is_sealed AND NOT EXISTS (SELECT 1 FROM sealed_readers s WHERE s.person_id = p.id AND s.account_id = ${account}::uuid))`;

/** Rows that do something of their own. */
const OPEN = `outcome NOT IN ('rejected', 'repeated')`;

/**
 * Matches rows with the owner's people by the other system's id and by email, as meet_person does: of several with one
 * email, the one of the same name, else the one known longest. Gives matched rows `unchanged` for now. Rows matched before
 * whose person is gone become new ones again. Leans on external_ids' key and person_emails (canonical, owner_id).
 */
export async function matchByContact(db: EntityManager, it: Import, { from, to }: Places): Promise<void> {
  const isByName = it.rules.sameEmail === 'by-name';
  const sameGiven = `(p.given_name = '' OR r.given_name IS NULL OR plain(p.given_name) = plain(r.given_name))`;
  await affected(
    db,
    `WITH r AS MATERIALIZED (
       SELECT place, canonicals, external_id, given_name, family_name FROM import_rows
       WHERE import_id = $1 AND place > $2 AND place <= $3 AND ${OPEN}),
     hits AS (
       SELECT r.place, x.person_id, 1 AS rank FROM r
         JOIN external_ids x ON x.owner_id = $4 AND x.system = $5 AND x.external_id = r.external_id
       UNION ALL
       SELECT r.place, e.person_id, 2 FROM r CROSS JOIN LATERAL unnest(r.canonicals) AS c (canonical)
         JOIN person_emails e ON e.canonical = c.canonical AND e.owner_id = $4),
     met AS (
       SELECT DISTINCT ON (h.place) h.place, p.id
       FROM (SELECT *, count(*) OVER (PARTITION BY place) > 1 AS is_choice FROM hits) h
         CROSS JOIN LATERAL ${personOf('h.person_id')} p JOIN r ON r.place = h.place
       WHERE p.state = 'active' AND NOT ${hiddenFrom('$6')} AND (NOT ${isByName} OR h.rank = 1 OR ${sameGiven})
       ORDER BY h.place, h.rank, h.is_choice AND plain(p.given_name || ' ' || p.family_name)
         = plain(coalesce(r.given_name, '') || ' ' || coalesce(r.family_name, '')) DESC, p.created_at, p.id)
     UPDATE import_rows i SET person_id = met.id, outcome = 'unchanged'
     FROM met WHERE i.import_id = $1 AND i.place = met.place`,
    [it.id, from, to, it.ownerId, it.rules.system, it.madeBy],
  );
  await affected(
    db,
    `UPDATE import_rows i SET outcome = 'new', person_id = new_id(), like_id = NULL
     WHERE i.import_id = $1 AND i.place > $2 AND i.place <= $3 AND i.outcome IN ('updated', 'unchanged')
       AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = i.person_id AND p.state = 'active')`,
    [it.id, from, to],
  );
}

/**
 * Of the rows that nobody's email matched: those of somebody with the same name and telephone are that person, and those of
 * somebody with the same name who lives at the same ZIP code may be. Leans on people (owner_id, plain names).
 */
export async function matchByName(db: EntityManager, it: Import, { from, to }: Places): Promise<void> {
  await affected(
    db,
    `WITH namesakes AS MATERIALIZED (
       SELECT r.place, p.id, p.created_at,
         EXISTS (SELECT 1 FROM person_phones t WHERE t.person_id = p.id AND t.e164 = ANY (r.phones)) AS has_phone,
         r.zip <> '' AND EXISTS (SELECT 1 FROM person_addresses a WHERE a.person_id = p.id AND a.zip = r.zip) AS has_zip
       FROM import_rows r JOIN people p ON p.owner_id = $4 AND p.state = 'active' AND NOT ${hiddenFrom('$5')}
         AND plain(p.family_name) = plain(r.family_name) AND plain(p.given_name) = plain(r.given_name)
       WHERE r.import_id = $1 AND r.place > $2 AND r.place <= $3 AND r.outcome IN ('new', 'possible-duplicate')),
     met AS (
       SELECT DISTINCT ON (place) place, id, has_phone FROM namesakes WHERE has_phone OR has_zip ORDER BY place, has_phone DESC, created_at, id)
     UPDATE import_rows i SET outcome = CASE WHEN met.has_phone THEN 'unchanged' ELSE 'possible-duplicate' END,
       person_id = CASE WHEN met.has_phone THEN met.id ELSE i.person_id END,
       like_id = CASE WHEN met.has_phone THEN NULL ELSE met.id END
     FROM met WHERE i.import_id = $1 AND i.place = met.place`,
    [it.id, from, to, it.ownerId, it.madeBy],
  );
}

/** With one person for each given name: somebody else with the same email may after all be the same. */
export async function matchSharedEmail(db: EntityManager, it: Import, { from, to }: Places): Promise<void> {
  await affected(
    db,
    `UPDATE import_rows i SET outcome = 'possible-duplicate', like_id = met.id
     FROM (
       SELECT DISTINCT ON (r.place) r.place, p.id FROM import_rows r
       CROSS JOIN LATERAL unnest(r.canonicals) AS c (canonical)
       JOIN person_emails e ON e.canonical = c.canonical AND e.owner_id = $4
       JOIN people p ON p.id = e.person_id AND p.state = 'active'
       WHERE r.import_id = $1 AND r.place > $2 AND r.place <= $3 AND r.outcome = 'new'
         AND NOT ${hiddenFrom('$5')}
       ORDER BY r.place, p.created_at, p.id) met
     WHERE i.import_id = $1 AND i.place = met.place`,
    [it.id, from, to, it.ownerId, it.madeBy],
  );
}
