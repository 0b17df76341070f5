import { type EntityManager } from 'typeorm';
import { type Author, type Changed, type Proposals, READ_FIRST, writeWithHistory } from './history.sql.js';

/** Whether a person is to carry a tag. `entry` as history keeps it (added_at, added_by), {} for "from now on", null: not. */
export interface ProposedTag {
  person_id: string;
  tag_id: string;
  entry: { added_at?: string; added_by?: string | null } | null;
}

/** Gives and takes tags; those of another organization than the person's are left out. */
export function writeTags(
  db: EntityManager,
  author: Author,
  proposals: Proposals<ProposedTag>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    'person_id uuid, tag_id uuid, entry jsonb',
    ({ account }) => `removed AS (
      DELETE FROM person_tags t USING proposed n
      WHERE n.entry IS NULL AND t.tag_id = n.tag_id AND t.person_id = n.person_id RETURNING t.*),
    added AS (
      INSERT INTO person_tags (tag_id, person_id, added_at, added_by)
      SELECT DISTINCT ON (n.tag_id, n.person_id) n.tag_id, n.person_id, coalesce((n.entry ->> 'added_at')::timestamptz, now()),
        CASE WHEN n.entry ? 'added_by' THEN (n.entry ->> 'added_by')::uuid ELSE ${account} END
      FROM proposed n JOIN people p ON p.id = n.person_id JOIN tags g ON g.id = n.tag_id AND g.owner_id = p.owner_id
      WHERE n.entry IS NOT NULL
      ON CONFLICT DO NOTHING RETURNING *),
    moved AS (SELECT *, true AS is_carried FROM added UNION ALL SELECT *, false FROM removed),
    done AS (
      SELECT m.person_id, 'tag' AS field, m.tag_id AS item_id, CASE WHEN NOT m.is_carried THEN v.entry END AS before,
        CASE WHEN m.is_carried THEN v.entry END AS after
      FROM moved m JOIN tags g ON g.id = m.tag_id
      CROSS JOIN LATERAL (SELECT jsonb_build_object('name', g.name, 'added_at', m.added_at, 'added_by', m.added_by)
        AS entry) v)`,
  );
}

/**
 * The value of a custom field, checked before; null takes it away. That of a sealed field is `{ "sealed": "..." }`, its
 * ciphertext as base64, here as in the history.
 */
export interface ProposedValue {
  person_id: string;
  field_id: string;
  value: unknown;
}

/**
 * Writes values. Fields of another organization than the person's are left out, and so is whatever is in the clear for a
 * sealed field, or sealed for one that is not: nothing that ought to be encrypted ever stands here otherwise.
 */
export function writeValues(
  db: EntityManager,
  author: Author,
  proposals: Proposals<ProposedValue>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    'person_id uuid, field_id uuid, value jsonb',
    () => `wanted AS MATERIALIZED (
      SELECT n.person_id, n.field_id, p.owner_id, nullif(n.value, 'null'::jsonb) AS entry
      FROM proposed n JOIN people p ON p.id = n.person_id
      JOIN person_fields f ON f.id = n.field_id AND f.owner_id = p.owner_id
      WHERE coalesce(jsonb_typeof(n.value), 'null') = 'null'
        OR (f.sensitivity = 'sealed') = (jsonb_typeof(n.value) = 'object')),
    old AS MATERIALIZED (
      SELECT v.person_id, v.field_id, value_entry(v.value, v.sealed_value) AS entry FROM wanted w JOIN person_values v USING (person_id, field_id)
      ORDER BY v.person_id, v.field_id FOR UPDATE OF v),
    removed AS (
      DELETE FROM person_values v USING wanted w CROSS JOIN ${READ_FIRST}
      WHERE v.person_id = w.person_id AND v.field_id = w.field_id AND w.entry IS NULL
      RETURNING v.person_id, v.field_id, NULL::jsonb AS entry),
    put AS (
      INSERT INTO person_values AS v (person_id, field_id, owner_id, value, sealed_value)
      SELECT person_id, field_id, owner_id, CASE WHEN jsonb_typeof(entry) <> 'object' THEN entry END,
        decode(entry ->> 'sealed', 'base64')
      FROM wanted CROSS JOIN ${READ_FIRST} WHERE entry IS NOT NULL
      ON CONFLICT (person_id, field_id) DO UPDATE SET value = excluded.value, sealed_value = excluded.sealed_value,
        updated_at = now()
        WHERE value_entry(v.value, v.sealed_value) IS DISTINCT FROM value_entry(excluded.value, excluded.sealed_value)
      RETURNING v.person_id, v.field_id, value_entry(v.value, v.sealed_value) AS entry),
    done AS (
      SELECT m.person_id, 'value' AS field, m.field_id AS item_id, o.entry AS before, m.entry AS after
      FROM (SELECT * FROM put UNION ALL SELECT * FROM removed) m LEFT JOIN old o USING (person_id, field_id))`,
  );
}
