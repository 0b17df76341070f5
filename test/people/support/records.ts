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
