import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { Invalid } from '../platform/http/errors.js';

export interface TimelineEntry {
  /** Its place in the list: time, source and id. Opaque to clients. */
  cursor: string;
  at: Date;
  kind: string;
  what: { kind: string; id: string | null; title: string };
  source: string | null;
  detail: Record<string, unknown>;
  /** The name of the account that did it, where it was not the person. */
  actor: string | null;
}

export interface TimelineReading {
  /** The person and the records merged into them. */
  personIds: readonly string[];
  after: string | null;
  /** All where empty. */
  kinds: readonly string[];
  limit: number;
  /** Organizations whose restricted fields the reader may see. */
  restricted: readonly string[];
}

const CURSOR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00_[1-7]_[0-9a-f-]{1,36}$/;

interface Arm {
  /** An expression over `e` that is text and orders as the ids do, so numbers are padded. */
  key: string;
  /** A relation `e` with person_id and at. */
  from: string;
  /** kind, source, detail, actor_id, what. */
  columns: string;
  wanted: string;
}

const NUMBER = `lpad(e.id::text, 20, '0')`;
/** That a sealed value changed is told to who may see it; what it was takes a look that is logged. */
const UNLESS_SEALED = (entry: string): string =>
  `CASE WHEN jsonb_typeof(${entry}) = 'object' AND ${entry} ? 'sealed' THEN '"(sealed)"' ELSE ${entry} END`;
const isAsked = (kind: string): string => `(cardinality($5::text[]) = 0 OR ${kind} = ANY ($5))`;

/**
 * The sources. Each reads at most `limit` rows from its own index on person_id. What a merge did to the kept record is one
 * line, the merge; a value of a field that the reader may not see has no line at all.
 */
const ARMS: readonly Arm[] = [
  {
    key: NUMBER,
    from: 'engagements e',
    columns: `e.did AS kind, e.source_code AS source, e.detail, e.actor_id,
      jsonb_build_object('kind', e.what_kind, 'id', e.what_id, 'title', e.what_title) AS what`,
    wanted: isAsked('e.did'),
  },
  {
    key: 'e.id::text',
    from: '(SELECT *, created_at AS at FROM person_notes) e',
    columns: `'noted', NULL, jsonb_build_object('body', e.body), e.author_id,
      jsonb_build_object('kind', 'note', 'id', e.id, 'title', '')`,
    wanted: isAsked(`'noted'`),
  },
  {
    key: NUMBER,
    from: 'consents e LEFT JOIN organizations o ON o.id = e.organization_id',
    columns: `'consented', NULL, jsonb_build_object('channel', e.channel, 'is_given', e.is_given, 'text', e.text,
        'language', e.language, 'method', e.method, 'organization', o.public_name),
      e.recorded_by, jsonb_build_object('kind', e.source_kind, 'id', e.source_id, 'title', '')`,
    wanted: isAsked(`'consented'`),
  },
  {
    key: NUMBER,
    from: `person_changes e LEFT JOIN change_batches b ON b.id = e.batch_id
      LEFT JOIN person_fields f ON e.field = 'value' AND f.id = e.item_id`,
    columns: `CASE WHEN b.kind = 'import' THEN 'imported' ELSE 'changed' END, NULL,
      jsonb_build_object('field', e.field, 'label', f.label, 'type', f.type, 'options', f.options,
        'before', ${UNLESS_SEALED('e.before')}, 'after', ${UNLESS_SEALED('e.after')}),
      e.actor_id, jsonb_build_object('kind', coalesce(b.kind, 'change'), 'id', e.batch_id, 'title', coalesce(b.reason, ''))`,
    wanted: `b.kind IS DISTINCT FROM 'merge'
      AND (e.field <> 'value' OR f.sensitivity = 'open' OR f.owner_id = ANY ($7::uuid[]))
      AND ${isAsked(`CASE WHEN b.kind = 'import' THEN 'imported' ELSE 'changed' END`)}`,
  },
  {
    key: 'e.id::text',
    from: `(SELECT b.id, b.made_at AS at, b.made_by, b.undone_at, g.kept_id AS person_id, g.absorbed_id
      FROM merges g JOIN change_batches b ON b.id = g.batch_id WHERE g.kept_id = ANY ($1::uuid[])) e
      JOIN people p ON p.id = e.absorbed_id`,
    columns: `'merged', NULL, jsonb_build_object('batch_id', e.id, 'undone_at', e.undone_at), e.made_by,
      jsonb_build_object('kind', 'person', 'id', p.id, 'title', trim(p.given_name || ' ' || p.family_name))`,
    wanted: isAsked(`'merged'`),
  },
  {
    key: 'e.id::text',
    from: '(SELECT *, created_at AS at FROM tasks) e',
    columns: `'task', NULL, jsonb_build_object('state', 'open', 'due_on', e.due_on), e.created_by,
      jsonb_build_object('kind', 'task', 'id', e.id, 'title', e.title)`,
    wanted: isAsked(`'task'`),
  },
  {
    key: 'e.id::text',
    from: `(SELECT *, closed_at AS at FROM tasks WHERE state <> 'open') e`,
    columns: `'task', NULL, jsonb_build_object('state', e.state, 'reason', e.reason), e.closed_by,
      jsonb_build_object('kind', 'task', 'id', e.id, 'title', e.title)`,
    wanted: isAsked(`'task'`),
  },
];

/** All sources in one order: (at, source, id) descending. */
export async function readTimeline(
  db: EntityManager,
  { personIds, after, kinds, limit, restricted }: TimelineReading,
): Promise<TimelineEntry[]> {
  if (after !== null && !CURSOR.test(after))
    throw new Invalid([{ param: 'after', message: 'Not a page of this list.' }]);
  const [at, arm, id] = after === null ? [null, null, null] : after.split('_');
  const arms = ARMS.map(
    ({ key, from, columns, wanted }, place) => `
      (SELECT e.at, ${place + 1} AS arm, ${key} AS id, ${columns} FROM ${from}
       WHERE e.person_id = ANY ($1::uuid[]) AND ${wanted}
         AND ($2::timestamptz IS NULL OR (e.at, ${place + 1}, ${key}) < ($2::timestamptz, $3::int, $4::text))
       ORDER BY e.at DESC, ${key} DESC LIMIT $6)`,
  );
  return rows<TimelineEntry>(
    db,
    `SELECT to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00_' || t.arm || '_' || t.id AS cursor,
       t.at, t.kind, t.what, t.source, t.detail, a.name AS actor
     FROM (${arms.join(' UNION ALL ')}) t LEFT JOIN accounts a ON a.id = t.actor_id
     ORDER BY t.at DESC, t.arm DESC, t.id DESC LIMIT $6`,
    [personIds, at, arm, id, kinds, limit, restricted],
  );
}
