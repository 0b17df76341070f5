import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { personOf } from '../changes/history.sql.js';
import { LAST_DAY } from '../volunteering/volunteering.sql.js';
import { says } from './columns.js';
import { type Import } from './import.entity.js';
import { type Places } from './matching.sql.js';
import { type RowsOfImport } from './proposals.sql.js';

/**
 * Holds off everybody else who meets people of this organization until the transaction ends: see meet_person. So nobody is
 * made twice by a form that comes in while their row is under way.
 */
export async function lockMeetings(db: EntityManager, ownerId: string): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4005))', [ownerId]);
}

/** Rows of a stretch that make people. */
export function newRows(it: Import, { from, to }: Places): RowsOfImport {
  const outcomes = it.rules.onPossibleDuplicate === 'create' ? `'new', 'possible-duplicate'` : `'new'`;
  return {
    where: `r.import_id = $1 AND r.place > $2 AND r.place <= $3 AND r.outcome IN (${outcomes})`,
    parameters: [it.id, from, to],
  };
}

/** The addresses that a stretch brings. */
export async function addressesIn(db: EntityManager, it: Import, { from, to }: Places): Promise<string[]> {
  const found = await rows<{ canonical: string }>(
    db,
    `SELECT DISTINCT unnest(canonicals) AS canonical FROM import_rows
     WHERE import_id = $1 AND place > $2 AND place <= $3 AND outcome <> 'rejected'`,
    [it.id, from, to],
  );
  return found.map(({ canonical }) => canonical);
}

const givesTags = (it: Import): boolean => it.rules.tags.length > 0 || says(it, 'tags');

/** Tags that rows name and the organization has not had yet. */
export async function makeTags(
  db: EntityManager,
  it: Import,
  { where, parameters }: RowsOfImport,
): Promise<void> {
  if (!givesTags(it)) return;
  const n = parameters.length;
  await db.query(
    `INSERT INTO tags (owner_id, name)
     SELECT $${n + 1}::uuid, name FROM (
       SELECT DISTINCT ON (lower(t.name)) t.name FROM import_rows r
         CROSS JOIN LATERAL unnest(coalesce(r.tags, '{}') || $${n + 2}::text[]) AS t (name) WHERE ${where}
       ORDER BY lower(t.name), t.name) named
     ON CONFLICT (owner_id, lower(name)) DO NOTHING`,
    [...parameters, it.ownerId, it.rules.tags],
  );
}

/** Makes the people of the rows with all they come with; that they were made is noted by Changes. */
export async function makePeople(
  db: EntityManager,
  it: Import,
  { where, parameters }: RowsOfImport,
): Promise<void> {
  const n = parameters.length;
  const owner = `$${n + 1}::uuid`;
  const owned = [...parameters, it.ownerId];
  await db.query(
    `INSERT INTO people (id, owner_id, given_name, family_name, pronouns, language, source_code, is_practice)
     SELECT r.person_id, ${owner}, coalesce(r.given_name, ''), coalesce(r.family_name, ''), coalesce(r.pronouns, ''),
       coalesce(r.language, $${n + 2}), r.source_code, $${n + 3}::boolean
     FROM import_rows r WHERE ${where} ORDER BY r.place`,
    [...owned, it.rules.language, it.isPractice],
  );
  await db.query(
    `INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
     SELECT r.person_id, ${owner}, e.address, e.canonical, e.n = 1 FROM import_rows r
     CROSS JOIN LATERAL unnest(r.emails, r.canonicals) WITH ORDINALITY AS e (address, canonical, n) WHERE ${where}`,
    owned,
  );
  await db.query(
    `INSERT INTO person_phones (person_id, owner_id, e164, is_primary)
     SELECT r.person_id, ${owner}, t.e164, t.n = 1 FROM import_rows r
     CROSS JOIN LATERAL unnest(r.phones) WITH ORDINALITY AS t (e164, n) WHERE ${where}`,
    owned,
  );
  await db.query(
    `INSERT INTO person_addresses (person_id, line1, line2, city, state, zip, country, is_primary)
     SELECT r.person_id, r.street, r.street_2, r.city, r.state, r.zip, coalesce(nullif(r.country, ''), 'US'), true
     FROM import_rows r WHERE ${where} AND r.street || r.city || r.state || r.zip <> ''`,
    parameters as unknown[],
  );
  if (givesTags(it)) {
    await db.query(
      `INSERT INTO person_tags (tag_id, person_id, added_by)
       SELECT DISTINCT g.id, r.person_id, $${n + 3}::uuid FROM import_rows r
       CROSS JOIN LATERAL unnest(coalesce(r.tags, '{}') || $${n + 2}::text[]) AS t (name)
       JOIN tags g ON g.owner_id = ${owner} AND lower(g.name) = lower(t.name) WHERE ${where}`,
      [...owned, it.rules.tags, it.madeBy],
    );
  }
  if (says(it, 'skills', 'speaks')) {
    await db.query(
      `INSERT INTO volunteer_profiles (person_id, owner_id, skills, languages)
       SELECT r.person_id, ${owner}, ARRAY(SELECT unnest(r.skills) ORDER BY 1), ARRAY(SELECT unnest(r.spoken) ORDER BY 1)
       FROM import_rows r WHERE ${where} AND coalesce(r.skills, r.spoken) IS NOT NULL`,
      owned,
    );
  }
  if (says(it, 'trainings')) {
    await db.query(
      `INSERT INTO person_trainings (person_id, training_id, owner_id, done_on, expires_on)
       SELECT d.person_id, g.id, ${owner}, d.done_on, ${LAST_DAY('d.done_on', 'g.valid_months')}
       FROM (SELECT r.person_id, (x ->> 'training_id')::uuid AS training_id, max((x ->> 'done_on')::date) AS done_on
         FROM import_rows r CROSS JOIN LATERAL jsonb_array_elements(r.trainings) x WHERE ${where} GROUP BY 1, 2) d
       JOIN trainings g ON g.id = d.training_id AND g.owner_id = ${owner}`,
      owned,
    );
  }
  if (says(it, 'field')) {
    await db.query(
      `INSERT INTO person_values (person_id, field_id, owner_id, value, sealed_value)
       SELECT r.person_id, v.key::uuid, ${owner}, CASE WHEN jsonb_typeof(v.value) <> 'object' THEN v.value END,
         decode(v.value ->> 'sealed', 'base64') FROM import_rows r
       CROSS JOIN LATERAL jsonb_each(r.field_values) AS v WHERE ${where}`,
      owned,
    );
  }
}

/** Keeps the other system's ids, so that its next file finds the same people. One that stands already stays. */
export async function keepExternalIds(
  db: EntityManager,
  it: Import,
  { where, parameters }: RowsOfImport,
): Promise<void> {
  if (!says(it, 'external_id')) return;
  const n = parameters.length;
  await db.query(
    `INSERT INTO external_ids (owner_id, system, external_id, person_id, batch_id)
     SELECT $${n + 1}, $${n + 2}, r.external_id, r.person_id, $${n + 3} FROM import_rows r
     CROSS JOIN LATERAL ${personOf('r.person_id')} p
     WHERE ${where} AND r.external_id IS NOT NULL AND p.state = 'active' ON CONFLICT DO NOTHING`,
    [...parameters, it.ownerId, it.rules.system, it.batchId],
  );
}

/** What keepExternalIds kept for an import goes with its undo. */
export async function forgetExternalIds(
  db: EntityManager,
  it: Import,
  personIds: readonly string[],
): Promise<void> {
  await db.query('DELETE FROM external_ids WHERE batch_id = $1 AND person_id = ANY ($2::uuid[])', [
    it.batchId,
    personIds,
  ]);
}

/** Puts those who were made although somebody like them is there into the queue of duplicates. */
export async function suggestDuplicates(
  db: EntityManager,
  it: Import,
  { where, parameters }: RowsOfImport,
): Promise<void> {
  await db.query(
    `INSERT INTO duplicate_suggestions (owner_id, first_id, second_id, why, score)
     SELECT $${parameters.length + 1}, least(r.person_id, r.like_id), greatest(r.person_id, r.like_id), 'import', 0.7
     FROM import_rows r CROSS JOIN LATERAL ${personOf('r.like_id')} p
     WHERE ${where} AND r.outcome = 'possible-duplicate' AND p.state = 'active' ON CONFLICT DO NOTHING`,
    [...parameters, it.ownerId],
  );
}
