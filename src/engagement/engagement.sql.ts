import { type EntityManager } from 'typeorm';
import { Invalid } from '../platform/http/errors.js';
import { rows } from '../platform/database/sql.js';
import { type Deed } from './engagement.access.js';

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

/** Append-only: the web role may neither change nor delete a line. */
export async function insertDeed(db: EntityManager, deed: Deed & { at: Date }): Promise<void> {
  await db.query(
    `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, what_title, source_code, detail, actor_id,
       is_practice, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      deed.ownerId,
      deed.personId,
      deed.did,
      deed.what.kind,
      deed.what.id,
      deed.what.title,
      deed.source ?? null,
      deed.detail ?? {},
      deed.actorId ?? null,
      deed.isPractice ?? false,
      deed.at,
    ],
  );
}

/** The same for many at once. */
export async function insertDeeds(db: EntityManager, deeds: readonly (Deed & { at: Date })[]): Promise<void> {
  const lines = deeds.map(({ what, ...deed }) => ({
    ...deed,
    kind: what.kind,
    what: what.id,
    title: what.title,
    detail: deed.detail ?? {},
    isPractice: deed.isPractice ?? false,
  }));
  await db.query(`SELECT record_engagements($1::jsonb)`, [JSON.stringify(lines)]);
}

const CURSOR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00_[1-3]_[0-9a-f-]{1,36}$/;

/**
 * Three sources, one order: (at, source, id) descending. Each arm reads at most `limit` rows from its own index on
 * person_id. Ids are compared as text within one arm, so numbers are padded.
 */
export async function readTimeline(
  db: EntityManager,
  {
    personId,
    after,
    kinds,
    limit,
  }: { personId: string; after: string | null; kinds: string[]; limit: number },
): Promise<TimelineEntry[]> {
  if (after !== null && !CURSOR.test(after))
    throw new Invalid([{ param: 'after', message: 'Not a page of this list.' }]);
  const [at, arm, id] = after === null ? [null, null, null] : after.split('_');
  const number = `lpad(e.id::text, 20, '0')`;
  const page = (arms: string, key: string): string => `
    AND ($2::timestamptz IS NULL OR (e.at, ${arms}, ${key}) < ($2::timestamptz, $3::int, $4::text))
    ORDER BY e.at DESC, ${key} DESC LIMIT $6`;
  return rows<TimelineEntry>(
    db,
    `SELECT to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00_' || t.arm || '_' || t.id AS cursor,
       t.at, t.kind, t.what, t.source, t.detail, a.name AS actor
     FROM (
       (SELECT e.at, 1 AS arm, ${number} AS id, e.did AS kind, e.source_code AS source, e.detail, e.actor_id,
          jsonb_build_object('kind', e.what_kind, 'id', e.what_id, 'title', e.what_title) AS what
        FROM engagements e WHERE e.person_id = $1 AND (cardinality($5::text[]) = 0 OR e.did = ANY ($5)) ${page('1', number)})
       UNION ALL
       (SELECT e.at, 2, e.id::text, 'noted', NULL, jsonb_build_object('body', e.body), e.author_id,
          jsonb_build_object('kind', 'note', 'id', e.id, 'title', '')
        FROM (SELECT *, created_at AS at FROM person_notes) e
        WHERE e.person_id = $1 AND (cardinality($5::text[]) = 0 OR 'noted' = ANY ($5)) ${page('2', 'e.id::text')})
       UNION ALL
       (SELECT e.at, 3, ${number}, 'consented', NULL,
          jsonb_build_object('channel', e.channel, 'is_given', e.is_given, 'text', e.text, 'language', e.language,
            'method', e.method, 'organization', o.public_name),
          e.recorded_by, jsonb_build_object('kind', e.source_kind, 'id', e.source_id, 'title', '')
        FROM consents e LEFT JOIN organizations o ON o.id = e.organization_id
        WHERE e.person_id = $1 AND (cardinality($5::text[]) = 0 OR 'consented' = ANY ($5)) ${page('3', number)})
     ) t LEFT JOIN accounts a ON a.id = t.actor_id
     ORDER BY t.at DESC, t.arm DESC, t.id DESC LIMIT $6`,
    [personId, at, arm, id, kinds, limit],
  );
}
