import { type Client } from 'pg';
import { unique } from '../../support/people.js';

/** What makes up a record, with what tells two rows of it apart. Moments of writing are no part of what it says. */
const PARTS = {
  people: ['id', 'id'],
  person_emails: ['person_id', 'canonical'],
  person_phones: ['person_id', 'e164'],
  person_addresses: ['person_id', 'zip || line1'],
  person_tags: ['person_id', 'tag_id'],
  person_values: ['person_id', 'field_id'],
  sealed_readers: ['person_id', 'account_id'],
  subscriptions: ['person_id', 'organization_id || channel'],
} as const;
type Records = Record<keyof typeof PARTS, Record<string, unknown>[]>;

/** Everything that the records of these people say, row by row, for comparing before and after. */
export async function recordsOf(db: Client, personIds: readonly string[]): Promise<Records> {
  const records: Partial<Records> = {};
  for (const [table, [person, key]] of Object.entries(PARTS)) {
    const { rows } = await db.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) - '{updated_at,changed_at}'::text[] AS row FROM ${table} t
       WHERE ${person} = ANY ($1) ORDER BY ${person}, ${key}`,
      [personIds],
    );
    records[table as keyof Records] = rows.map(({ row }) => row);
  }
  return records as Records;
}

/** A custom field "How often may we write?". */
export async function anEmailField(db: Client, ownerId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO person_fields (owner_id, key, label, type, options)
     VALUES ($1, $2, '{"en": "How often"}', 'one-of', '[{"key": "weekly", "label": {"en": "Weekly"}}]') RETURNING id`,
    [ownerId, `how_often_${unique().replace(/\W/g, '').toLowerCase()}`],
  );
  return rows[0]!.id;
}

const pick = <T>(seed: number, from: readonly T[]): T => from[seed % from.length]!;

/** A record whose every part is one of a few, so that two of them often agree in some parts and differ in others. */
export async function aRecord(
  db: Client,
  { ownerId, seed, field }: { ownerId: string; seed: number; field: string },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO people (owner_id, given_name, family_name, pronouns, language, no_tracking, action_count, last_action_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      ownerId,
      pick(seed * 7, ['Ana', 'A.', '']),
      pick(seed * 3, ['Reis', 'Reis-Costa']),
      pick(seed, ['', 'she/her']),
      pick(seed * 5, ['en', 'es', 'pt']),
      seed % 4 === 0,
      seed % 3,
      seed % 3 ? new Date(Date.UTC(2026, 0, 1 + (seed % 20))) : null,
    ],
  );
  const id = rows[0]!.id;
  for (let place = 0; place < seed % 3; place++) {
    const address = `ana${(seed * 11 + place) % 5}@merge.example`;
    await db.query(
      `INSERT INTO person_emails (person_id, owner_id, address, canonical, label, status, is_primary)
       VALUES ($1, $2, $3, $3, $4, $5, $6)`,
      [
        id,
        ownerId,
        address,
        pick(seed, ['', 'work']),
        pick(seed, ['ok', 'bouncing', 'invalid']),
        place === 0,
      ],
    );
    await db.query(
      'INSERT INTO person_phones (person_id, owner_id, e164, is_primary) VALUES ($1, $2, $3, $4)',
      [id, ownerId, `+1617555010${(seed * 13 + place) % 4}`, place === 0],
    );
    await db.query(
      `INSERT INTO person_addresses (person_id, line1, zip, latitude, longitude, located_by, located_at, is_primary)
       VALUES ($1, $2, $3, 42.1, -71.123456789, 'zip-point', '2026-01-01T00:00:00.123456Z', $4)`,
      [id, `${(seed + place) % 3} Main St`, '01850', place === 0],
    );
  }
  for (const tag of ['Driver', 'Host', 'Speaker'].filter((_, place) => (seed >> place) % 2))
    await db.query(
      `WITH tag AS (
         INSERT INTO tags (owner_id, name) VALUES ($2, $3) ON CONFLICT (owner_id, lower(name)) DO UPDATE SET name = $3
         RETURNING id)
       INSERT INTO person_tags (tag_id, person_id) SELECT id, $1 FROM tag`,
      [id, ownerId, tag],
    );
  if (seed % 2)
    await db.query(
      'INSERT INTO person_values (person_id, field_id, owner_id, value) VALUES ($1, $2, $3, $4)',
      [id, field, ownerId, JSON.stringify(`value ${seed % 7}`)],
    );
  if (seed % 4) {
    const isGiven = seed % 4 !== 1;
    await db.query(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'email', $3, 'Send me news', 'en', 'petition', 'form')`,
      [id, ownerId, isGiven],
    );
    await db.query(`INSERT INTO subscriptions VALUES ($1, $2, 'email', $3)`, [id, ownerId, isGiven]);
  }
  return id;
}
