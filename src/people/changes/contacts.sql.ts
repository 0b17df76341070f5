import { type EntityManager } from 'typeorm';
import { type Author, type Changed, type Proposals, READ_FIRST, writeWithHistory } from './history.sql.js';

/** A list of ways to reach somebody: its table, the columns beside id and person_id, and what makes two entries one. */
interface ContactTable {
  table: string;
  columns: readonly string[];
  /** What a new entry has where nothing else is said, as a jsonb expression. */
  blank: string;
  /** What a person has once: as expressions over entry `e` of the table, and over a jsonb entry. */
  once: (entry: string) => readonly { column: string; of: string }[];
}

export const CONTACTS = {
  email: {
    table: 'person_emails',
    columns: ['owner_id', 'address', 'canonical', 'label', 'is_primary', 'status', 'created_at'],
    blank: `jsonb_build_object('label', '', 'is_primary', false, 'status', 'ok', 'created_at', now())`,
    once: (entry) => [{ column: 'e.canonical', of: `${entry} ->> 'canonical'` }],
  },
  phone: {
    table: 'person_phones',
    columns: ['owner_id', 'e164', 'label', 'is_primary', 'status'],
    blank: `'{"label": "", "is_primary": false, "status": "ok"}'::jsonb`,
    once: (entry) => [{ column: 'e.e164', of: `${entry} ->> 'e164'` }],
  },
  address: {
    table: 'person_addresses',
    columns: [
      ...['line1', 'line2', 'city', 'state', 'zip', 'country', 'label', 'is_primary', 'status'],
      ...['latitude', 'longitude', 'located_by', 'located_at'],
    ],
    blank: `'{"line1": "", "line2": "", "city": "", "state": "", "zip": "", "country": "US", "label": "",
      "is_primary": false, "status": "ok"}'::jsonb`,
    once: (entry) => [
      { column: 'e.zip', of: `coalesce(${entry} ->> 'zip', '')` },
      { column: 'plain(e.line1)', of: `plain(coalesce(${entry} ->> 'line1', ''))` },
    ],
  },
} as const satisfies Record<string, ContactTable>;
export type ContactKind = keyof typeof CONTACTS;
export const CONTACT_KINDS = Object.keys(CONTACTS) as ContactKind[];

/** Says that entry `e` of the table is the one that a jsonb entry means, for the same person. */
function isSame(kind: ContactKind, entry: string): string {
  return CONTACTS[kind]
    .once(entry)
    .map(({ column, of }) => `${column} = ${of}`)
    .join(' AND ');
}

/**
 * What an entry is to become. `entry` holds the table's columns with person_id (and owner_id, where there is one); columns
 * that are left out get their blank. Null takes the entry away. An entry whose person_id differs moves to that person.
 */
export interface ProposedContact {
  /** Null makes a new entry. */
  id: string | null;
  entry: Record<string, unknown> | null;
}

/**
 * Makes contact entries what is proposed. In three statements, because the unique keys (one primary a person, one entry an
 * address) are checked row by row: what goes, what is not primary, what is.
 */
export async function writeContacts(
  db: EntityManager,
  author: Author,
  kind: ContactKind,
  proposals: Proposals<ProposedContact>,
): Promise<Changed> {
  const changed = [
    await removeContacts(db, author, kind, proposals),
    await putContacts(db, author, kind, proposals, false),
    await putContacts(db, author, kind, proposals, true),
  ];
  return {
    people: Math.max(...changed.map(({ people }) => people)),
    changes: changed.reduce((sum, { changes }) => sum + changes, 0),
  };
}

/** New entries of people, as `entry` above without person_id. One that the person has already is left as it is. */
export interface NewContact {
  person_id: string;
  entry: Record<string, unknown>;
}

/** Adds entries where the person has none like it. The first of a person becomes the primary one. */
export async function addContacts(
  db: EntityManager,
  author: Author,
  kind: ContactKind,
  proposals: Proposals<NewContact>,
): Promise<Changed> {
  const { table, once } = CONTACTS[kind];
  const keys = once('s.entry').map(({ of }) => of);
  const sql =
    'sql' in proposals
      ? proposals.sql
      : 'SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (person_id uuid, entry jsonb)';
  const parameters = 'sql' in proposals ? proposals.parameters : [JSON.stringify(proposals)];
  const missing = `
    SELECT NULL::uuid AS id, n.entry || jsonb_build_object('person_id', n.person_id, 'owner_id', p.owner_id, 'is_primary',
      row_number() OVER (PARTITION BY n.person_id ORDER BY n.place) = 1
        AND NOT EXISTS (SELECT 1 FROM ${table} e WHERE e.person_id = n.person_id AND e.is_primary)) AS entry
    FROM (
      SELECT DISTINCT ON (s.person_id, ${keys.join(', ')}) s.* FROM (SELECT *, row_number() OVER () AS place FROM (${sql}) r) s
      ORDER BY s.person_id, ${keys.join(', ')}, s.place) n
    JOIN people p ON p.id = n.person_id
    WHERE NOT EXISTS (SELECT 1 FROM ${table} e WHERE e.person_id = n.person_id AND ${isSame(kind, 'n.entry')})`;
  // The primary one first: afterwards it is no longer missing, and the others are not the first.
  const first = await putContacts(db, author, kind, { sql: missing, parameters }, true);
  const rest = await putContacts(db, author, kind, { sql: missing, parameters }, false);
  return { people: Math.max(first.people, rest.people), changes: first.changes + rest.changes };
}

const COLUMNS = 'id uuid, entry jsonb';

function removeContacts(
  db: EntityManager,
  author: Author,
  kind: ContactKind,
  proposals: Proposals<ProposedContact>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    COLUMNS,
    () => `removed AS (
      DELETE FROM ${CONTACTS[kind].table} e USING proposed n WHERE e.id = n.id AND n.entry IS NULL
      RETURNING e.person_id, e.id, to_jsonb(e) AS entry),
    done AS (SELECT person_id, '${kind}' AS field, id AS item_id, entry AS before, NULL::jsonb AS after FROM removed)`,
  );
}

/**
 * Writes entries whose is_primary is the one given. Rows that collide with an entry which the person has under another id
 * are left out: nothing of theirs is overwritten by it.
 */
function putContacts(
  db: EntityManager,
  author: Author,
  kind: ContactKind,
  proposals: Proposals<ProposedContact>,
  isPrimary: boolean,
): Promise<Changed> {
  const { table, columns, blank } = CONTACTS[kind];
  const all = ['id', 'person_id', ...columns];
  return writeWithHistory(
    db,
    author,
    proposals,
    COLUMNS,
    () => `wanted AS MATERIALIZED (
      SELECT coalesce(n.id, new_id()) AS id, ${blank} || n.entry AS entry FROM proposed n
      WHERE n.entry IS NOT NULL AND coalesce((n.entry ->> 'is_primary')::boolean, false) = ${isPrimary}
        AND NOT EXISTS (SELECT 1 FROM ${table} e WHERE e.person_id = (n.entry ->> 'person_id')::uuid
          AND e.id IS DISTINCT FROM n.id AND ${isSame(kind, 'n.entry')})),
    old AS MATERIALIZED (
      SELECT e.id, to_jsonb(e) AS entry FROM wanted w JOIN ${table} e ON e.id = w.id ORDER BY e.id FOR UPDATE OF e),
    written AS (
      INSERT INTO ${table} AS e (${all.join(', ')})
      SELECT ${all.map((column) => (column === 'id' ? 'w.id' : `r.${column}`)).join(', ')}
      FROM wanted w CROSS JOIN ${READ_FIRST} CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, w.entry) r
      ON CONFLICT (id) DO UPDATE SET ${all
        .slice(1)
        .map((column) => `${column} = excluded.${column}`)
        .join(', ')}
      RETURNING e.person_id, e.id, to_jsonb(e) AS entry),
    done AS (
      SELECT w.person_id, '${kind}' AS field, w.id AS item_id, o.entry AS before, w.entry AS after
      FROM written w LEFT JOIN old o USING (id))`,
  );
}
