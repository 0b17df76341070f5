import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type ChannelRecord, type OfficeRecord, type OfficialRecord } from './official-record.js';

export interface KnownSource {
  external_id: string;
  official_id: string;
  content_hash: string;
}

export function findSources(db: EntityManager, ids: readonly string[]): Promise<KnownSource[]> {
  return rows(
    db,
    `SELECT external_id, official_id, content_hash FROM official_sources WHERE external_id = ANY ($1)`,
    [ids],
  );
}

/** Only one load of officials at a time: two would each find the other's offices missing. Held to the commit. */
export async function lockImports(db: EntityManager): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(4207003)`);
}

export async function insertOfficial(
  db: EntityManager,
  record: OfficialRecord,
  isPractice: boolean,
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO officials (name, given_name, family_name, party, image_url, website, is_retired, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [...columnsOf(record), isPractice],
  );
  return made!.id;
}

export async function updateOfficial(db: EntityManager, id: string, record: OfficialRecord): Promise<void> {
  await db.query(
    `UPDATE officials SET name = $1, given_name = $2, family_name = $3, party = $4, website = coalesce(nullif($6, ''), website),
       image_url = coalesce(nullif($5, ''), image_url), is_retired = $7, updated_at = now() WHERE id = $8`,
    [...columnsOf(record), id],
  );
}

function columnsOf({
  name,
  givenName,
  familyName,
  party,
  imageUrl,
  website,
  isRetired,
}: OfficialRecord): unknown[] {
  return [name, givenName, familyName, party, imageUrl, website, isRetired];
}

/** Notes what was read of an official and when. Other ids of the same human are noted once and left to their own source. */
export async function putSource(
  db: EntityManager,
  officialId: string,
  record: OfficialRecord,
  hash: string,
): Promise<void> {
  await db.query(
    `INSERT INTO official_sources AS s (external_id, official_id, source, content_hash, verified_at)
     VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (external_id) DO UPDATE
       SET source = excluded.source, content_hash = excluded.content_hash, verified_at = now()`,
    [record.externalId, officialId, record.source, hash],
  );
  await db.query(
    `INSERT INTO official_sources (external_id, official_id, source, content_hash, verified_at)
     SELECT id, $2, $3, '', now() FROM unnest($1::text[]) id ON CONFLICT DO NOTHING`,
    [record.otherIds, officialId, record.source],
  );
}

/** What stands in the source as before was seen there again: it is verified without being changed. */
export async function verifySources(db: EntityManager, ids: readonly string[]): Promise<void> {
  await affected(db, `UPDATE official_sources SET verified_at = now() WHERE external_id = ANY ($1)`, [ids]);
}

/** Makes offices that are not there; one that turns out to have more places than was thought gets them. */
export async function putOffices(
  db: EntityManager,
  offices: readonly OfficeRecord[],
  isPractice: boolean,
): Promise<void> {
  await db.query(
    `INSERT INTO offices AS o (jurisdiction, level, kind, seat, seat_key, area_jurisdiction, area_layer, area_key, seat_count,
       title, is_practice)
     SELECT DISTINCT ON ("jurisdiction", "kind", "seatKey") "jurisdiction", "level", "kind", "seat", "seatKey", "areaJurisdiction",
       "areaLayer", "areaKey", "seatCount", "title", $2
     FROM jsonb_to_recordset($1::jsonb) AS g ("jurisdiction" text, "level" text, "kind" text, "seat" text, "seatKey" text,
       "areaJurisdiction" text, "areaLayer" text, "areaKey" text, "seatCount" int, "title" text)
     ORDER BY "jurisdiction", "kind", "seatKey", "seatCount" DESC
     ON CONFLICT (jurisdiction, kind, seat_key) DO UPDATE SET seat_count = excluded.seat_count
       WHERE o.seat_count < excluded.seat_count`,
    [JSON.stringify(offices), isPractice],
  );
}

/** Ids of those of these offices that exist, by "jurisdiction kind seat_key" (officeKeyOf). */
export async function findOfficeIds(
  db: EntityManager,
  offices: readonly OfficeRecord[],
): Promise<Map<string, string>> {
  const found = await rows<{ id: string; key: string }>(
    db,
    `SELECT id, jurisdiction || ' ' || kind || ' ' || seat_key AS key FROM offices
      WHERE (jurisdiction, kind, seat_key) IN (SELECT g.jurisdiction, g.kind, g."seatKey"
        FROM jsonb_to_recordset($1::jsonb) AS g (jurisdiction text, kind text, "seatKey" text))`,
    [JSON.stringify(offices)],
  );
  return new Map(found.map(({ key, id }) => [key, id]));
}

/** Replaces the channels that this record brought. One that mail bounced from keeps its status while it stays. */
export async function putChannels(
  db: EntityManager,
  officialId: string,
  externalId: string,
  channels: readonly ChannelRecord[],
): Promise<void> {
  await affected(
    db,
    `DELETE FROM official_channels WHERE official_id = $1 AND external_id = $2 AND (kind, value) NOT IN
       (SELECT kind, value FROM jsonb_to_recordset($3::jsonb) AS c (kind text, value text))`,
    [officialId, externalId, JSON.stringify(channels)],
  );
  await db.query(
    `INSERT INTO official_channels AS c (official_id, external_id, kind, value, label, position)
     SELECT $1, $2, g.value->>'kind', g.value->>'value', g.value->>'label', g.ordinality - 1
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY g
     ON CONFLICT (official_id, kind, value) DO UPDATE SET label = excluded.label, position = excluded.position`,
    [officialId, externalId, JSON.stringify(channels)],
  );
}

export interface TermRow {
  office_id: string;
  starts_on: string | null;
  ends_on: string | null;
}

/**
 * Replaces the terms that this record brought. A term that another source already has for the same holder, running on
 * the same days, is not doubled: sources date one and the same term differently.
 */
export async function putTerms(
  db: EntityManager,
  officialId: string,
  externalId: string,
  terms: readonly TermRow[],
): Promise<void> {
  const given = JSON.stringify(terms);
  await affected(
    db,
    `DELETE FROM terms t WHERE official_id = $1 AND external_id = $2 AND NOT EXISTS (
       SELECT 1 FROM jsonb_to_recordset($3::jsonb) AS g (office_id uuid, starts_on date)
        WHERE g.office_id = t.office_id AND g.starts_on IS NOT DISTINCT FROM t.starts_on)`,
    [officialId, externalId, given],
  );
  await db.query(
    `INSERT INTO terms AS t (official_id, external_id, office_id, starts_on, ends_on)
     SELECT DISTINCT ON (g.office_id, g.starts_on) $1::uuid, $2, g.office_id, g.starts_on, g.ends_on
     FROM jsonb_to_recordset($3::jsonb) AS g (office_id uuid, starts_on date, ends_on date)
     WHERE NOT EXISTS (SELECT 1 FROM terms o WHERE o.official_id = $1 AND o.office_id = g.office_id AND o.external_id <> $2
       AND (o.ends_on IS NULL OR o.ends_on > now()) AND (g.ends_on IS NULL OR g.ends_on > now()))
     ORDER BY g.office_id, g.starts_on, g.ends_on DESC NULLS FIRST
     ON CONFLICT (office_id, official_id, starts_on) DO UPDATE SET ends_on = excluded.ends_on, ended_by_import = false`,
    [officialId, externalId, given],
  );
}
