import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { CONTACT_KINDS, CONTACTS, type ContactKind } from './contacts.sql.js';
import { FACT_COLUMNS, FACT_FIELDS } from './facts.sql.js';
import { OFFER, TRAINING } from './volunteering.sql.js';

/**
 * What is set by the product itself (bounces, the map, moments) is no reason against an undo: neither compared, nor for
 * a status or a place that is newer taken back.
 */
const OF_THE_PRODUCT = `'{status,latitude,longitude,located_by,located_at,created_at,name,added_at,added_by}'::text[]`;

const inList = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** Of a batch ($1) and a stretch of its people ($2): each thing that it changed, as it was first and became last. */
const SPAN = `
  SELECT person_id, field, item_id, (array_agg(before ORDER BY id))[1] AS before, (array_agg(after ORDER BY id DESC))[1] AS after
  FROM person_changes WHERE batch_id = $1 AND person_id = ANY ($2::uuid[]) GROUP BY person_id, field, item_id`;

/** What the thing of a span is now, as history would write it; SQL NULL where it is not there. */
const PRESENT = `CASE
  ${CONTACT_KINDS.map((kind) => `WHEN s.field = '${kind}' THEN (SELECT to_jsonb(e) FROM ${CONTACTS[kind].table} e WHERE e.id = s.item_id)`).join('\n  ')}
  WHEN s.field = 'tag' THEN (SELECT jsonb_build_object('added_at', t.added_at, 'added_by', t.added_by) FROM person_tags t
    WHERE t.tag_id = s.item_id AND t.person_id = s.person_id)
  WHEN s.field = 'value' THEN (SELECT value_entry(v.value, v.sealed_value) FROM person_values v WHERE v.field_id = s.item_id AND v.person_id = s.person_id)
  WHEN s.field = 'volunteering' THEN (SELECT ${OFFER('v')} FROM volunteer_profiles v WHERE v.person_id = s.person_id)
  WHEN s.field = 'training' THEN (SELECT ${TRAINING('t')} FROM person_trainings t
    WHERE t.training_id = s.item_id AND t.person_id = s.person_id)
  WHEN s.field IN (${inList(FACT_FIELDS)}) THEN (SELECT to_jsonb(p) -> s.field FROM people p WHERE p.id = s.person_id)
  END`;

const bare = (entry: string): string =>
  `CASE WHEN s.field IN (${inList([...CONTACT_KINDS, 'tag', 'training'])}) THEN ${entry} - ${OF_THE_PRODUCT} ELSE ${entry} END`;

/** The things that still are what the batch made of them. */
const UNDOABLE = `
  SELECT s.*, v.present FROM (${SPAN}) s CROSS JOIN LATERAL (SELECT ${PRESENT} AS present) v
  WHERE ${bare('v.present')} IS NOT DISTINCT FROM ${bare('s.after')}`;

interface Stretch {
  batchId: string;
  personIds: readonly string[];
}

const parametersOf = ({ batchId, personIds }: Stretch): unknown[] => [batchId, personIds];

/** Proposals for Changes.setFacts that write `before` back. */
export function factsBefore(stretch: Stretch): { sql: string; parameters: unknown[] } {
  const types = Object.fromEntries(FACT_COLUMNS.split(', ').map((column) => column.split(' '))) as Record<
    string,
    string
  >;
  const columns = FACT_FIELDS.map(
    (field) => `(max(s.before #>> '{}') FILTER (WHERE s.field = '${field}'))::${types[field]} AS ${field}`,
  );
  return {
    sql: `SELECT s.person_id, ${columns.join(', ')} FROM (${UNDOABLE}) s WHERE s.field IN (${inList(FACT_FIELDS)})
      GROUP BY s.person_id`,
    parameters: parametersOf(stretch),
  };
}

/**
 * Proposals for Changes.setContacts. A status that came since stays: it is newer knowledge. So does a primary entry that
 * somebody chose since.
 */
export function contactsBefore(stretch: Stretch, kind: ContactKind): { sql: string; parameters: unknown[] } {
  return {
    sql: `WITH undoable AS MATERIALIZED (SELECT * FROM (${UNDOABLE}) s WHERE s.field = '${kind}'),
      others AS MATERIALIZED (
        SELECT e.person_id FROM ${CONTACTS[kind].table} e WHERE e.is_primary
          AND e.person_id IN (SELECT (before ->> 'person_id')::uuid FROM undoable)
          AND e.id NOT IN (SELECT item_id FROM undoable))
      SELECT u.item_id AS id, u.before
        || CASE WHEN u.present ->> 'status' <> u.after ->> 'status'
             THEN jsonb_build_object('status', u.present -> 'status') ELSE '{}' END
        || CASE WHEN (u.before ->> 'person_id')::uuid IN (SELECT person_id FROM others)
             THEN '{"is_primary": false}' ELSE '{}'::jsonb END AS entry
      FROM undoable u`,
    parameters: parametersOf(stretch),
  };
}

/** Proposals for Changes.setTags. */
export function tagsBefore(stretch: Stretch): { sql: string; parameters: unknown[] } {
  return {
    sql: `SELECT s.person_id, s.item_id AS tag_id, s.before AS entry FROM (${UNDOABLE}) s WHERE s.field = 'tag'`,
    parameters: parametersOf(stretch),
  };
}

/** Proposals for Changes.setValues. */
export function valuesBefore(stretch: Stretch): { sql: string; parameters: unknown[] } {
  return {
    sql: `SELECT s.person_id, s.item_id AS field_id, s.before AS value FROM (${UNDOABLE}) s WHERE s.field = 'value'`,
    parameters: parametersOf(stretch),
  };
}

/** Proposals for Changes.setOffers. */
export function offersBefore(stretch: Stretch): { sql: string; parameters: unknown[] } {
  return {
    sql: `SELECT s.person_id, s.before AS profile FROM (${UNDOABLE}) s WHERE s.field = 'volunteering'`,
    parameters: parametersOf(stretch),
  };
}

/** Proposals for Changes.setTrainings. */
export function trainingsBefore(stretch: Stretch): { sql: string; parameters: unknown[] } {
  return {
    sql: `SELECT s.person_id, s.item_id AS training_id, s.before AS entry FROM (${UNDOABLE}) s WHERE s.field = 'training'`,
    parameters: parametersOf(stretch),
  };
}

/** The next people of a batch in the order of their ids. Leans on person_changes (batch_id, person_id, id). */
export async function peopleOfBatch(
  db: EntityManager,
  batchId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT DISTINCT person_id AS id FROM person_changes
     WHERE batch_id = $1 AND ($2::uuid IS NULL OR person_id > $2) ORDER BY person_id LIMIT $3`,
    [batchId, after, limit],
  );
  return found.map(({ id }) => id);
}

/** Removes those whom the batch made and on whom nothing else hangs, with all they came with. */
export async function removeCreated(db: EntityManager, stretch: Stretch): Promise<number> {
  const removed = await rows(
    db,
    `DELETE FROM people WHERE id IN (
       SELECT person_id FROM person_changes WHERE batch_id = $1 AND person_id = ANY ($2::uuid[]) AND field = 'person'
       EXCEPT SELECT people_in_use($2, $1))
     RETURNING id`,
    parametersOf(stretch),
  );
  return removed.length;
}

/** One thing that an undo left as it is, because somebody changed it since. */
export interface LeftAsIs {
  person_id: string;
  given_name: string;
  family_name: string;
  /** As person_changes says it; 'person' for somebody who stays because of what they did since. */
  field: string;
}

const LEFT = `
  FROM (${SPAN}) s JOIN people p ON p.id = s.person_id CROSS JOIN LATERAL (SELECT ${PRESENT} AS present) v
  WHERE s.field = 'person' OR (s.field IN (${inList([...FACT_FIELDS, ...CONTACT_KINDS, 'tag', 'value', 'volunteering', 'training'])})
    AND ${bare('v.present')} IS DISTINCT FROM ${bare('s.before')})`;

/** After the undo of these people: what still is not as it was before the batch. */
export async function countLeft(db: EntityManager, stretch: Stretch): Promise<number> {
  const counted = await row<{ n: number }>(db, `SELECT count(*)::int AS n ${LEFT}`, parametersOf(stretch));
  return counted!.n;
}

/** The same by name. */
export function findLeft(db: EntityManager, stretch: Stretch): Promise<LeftAsIs[]> {
  return rows(
    db,
    `SELECT s.person_id, p.given_name, p.family_name, s.field ${LEFT} ORDER BY s.person_id, s.field, s.item_id`,
    parametersOf(stretch),
  );
}
