import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Batch } from './world.js';

/*
 * The sample writes into the tables of every feature: the one exception to "one table, one writing folder" beside the
 * removal of practice (docs/data-model.md). What it writes looks as if weeks had passed, and no feature's own code can
 * or should make the past. The invariants that features keep are held by `verify` over a loaded sample.
 */

/** As many rows in one statement as make JSON of about a megabyte. */
const CHUNK = 1_000;

/**
 * Inserts rows of JSON, cast to the types of the table's columns. Columns that the rows lack get their defaults; all
 * rows must have the same ones. Table and column names are constants of ours, never anybody's input.
 */
export async function put(db: EntityManager, { table, rows: all }: Batch): Promise<void> {
  const [first] = all;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  // Numbers of identity columns were taken from their sequences by `reserve`.
  const overriding = 'id' in first && table === 'deliveries' ? 'OVERRIDING SYSTEM VALUE' : '';
  for (let at = 0; at < all.length; at += CHUNK) {
    await db.query(
      `INSERT INTO ${table} (${columns}) ${overriding}
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(all.slice(at, at + CHUNK))],
    );
  }
}

/** So many unused numbers of a table's identity column, highest first. */
export async function reserve(db: EntityManager, table: string, count: number): Promise<string[]> {
  const taken = await rows<{ id: string }>(
    db,
    `SELECT nextval(pg_get_serial_sequence($1, 'id'))::text AS id FROM generate_series(1, $2)`,
    [table, count],
  );
  return taken.map(({ id }) => id).reverse();
}

/** Freezes the texts that are signed, as petitions/ does at publication: same text, same hash. */
export async function freezePetitions(db: EntityManager): Promise<void> {
  await db.query(`
    INSERT INTO petition_versions (petition_id, version, text, text_hash, created_at)
    SELECT p.id, p.version, t.text, sha256(convert_to(t.text::text, 'UTF8')), p.opened_at
    FROM petitions p,
      LATERAL (SELECT jsonb_build_object('title', p.title, 'addressed_to', p.addressed_to, 'ask', p.ask) AS text) t
    WHERE p.is_practice`);
}

/** Freezes the texts of letters, as outreach/ does. */
export async function freezeLetters(db: EntityManager): Promise<void> {
  await db.query(`
    INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash, created_at)
    SELECT c.id, c.version, t.text, sha256(convert_to(t.text::text, 'UTF8')), c.created_at
    FROM letter_campaigns c,
      LATERAL (SELECT jsonb_build_object('title', c.title, 'subject', c.subject, 'body', c.body) AS text) t
    WHERE c.is_practice`);
}

/** Lets a journey look at deeds from now on, as being switched on does. */
export async function attend(db: EntityManager, journeyId: string): Promise<void> {
  await db.query(
    `UPDATE journeys SET seen_engagement_id = e.newest, marked_engagement_id = e.newest
     FROM (SELECT coalesce(max(id), 0) AS newest FROM engagements) e WHERE id = $1`,
    [journeyId],
  );
}

/** The first and the last code of each deed. Some came back by a flyer after they had come by something else. */
export async function touchDeeds(db: EntityManager): Promise<void> {
  await db.query(`
    INSERT INTO attributions (subject_kind, subject_id, touch, owner_id, code, at)
    SELECT d.kind, d.id, t.touch, d.owner_id,
      CASE WHEN t.touch = 'last' AND d.place % 9 = 0 THEN 'flyer-qr' ELSE d.source_code END, d.at
    FROM (
      SELECT *, row_number() OVER (ORDER BY id) AS place FROM (
        SELECT 'signature' AS kind, id, owner_id, source_code, created_at AS at FROM signatures WHERE is_practice
        UNION ALL SELECT 'registration', id, owner_id, source_code, created_at FROM registrations WHERE is_practice
        UNION ALL SELECT 'letter', id, owner_id, source_code, created_at FROM letters WHERE is_practice) all_deeds
      WHERE source_code IS NOT NULL) d
    CROSS JOIN (VALUES ('first'), ('last')) AS t (touch)`);
}

export interface Contents {
  organizations: number;
  practiceNetworks: number;
}

/** What stands in the way of a sample: organizations of any kind, among them a sample's own network. */
export async function contents(db: EntityManager): Promise<Contents> {
  const [found] = await rows<Contents>(
    db,
    `SELECT count(*)::int AS organizations,
       (count(*) FILTER (WHERE kind = 'network' AND is_practice))::int AS "practiceNetworks" FROM organizations`,
  );
  return found!;
}

/** One load at a time; the lock ends with the transaction. */
export async function lockSample(db: EntityManager): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock(4015001)');
}

/** Statistics of what was just loaded: without them the first queries plan for empty tables (lessons of bulk loads). */
export async function summarize(db: EntityManager): Promise<void> {
  await db.query('ANALYZE');
}

/** Visits before the deeds, as if ActionViews had counted them: of each day about four pages a form that was sent. */
export async function visitActions(db: EntityManager): Promise<void> {
  await db.query(`
    INSERT INTO action_views (action_kind, action_id, owner_id, source_code, on_date, viewed, started, submitted, shared)
    SELECT kind, id, owner_id, coalesce(source_code, ''), on_date, 4 * count(*) + extract(day FROM on_date)::int % 3,
      count(*) + count(*) / 3, count(*), count(*) / 4
    FROM (
      SELECT 'petition' AS kind, petition_id AS id, owner_id, source_code, created_at::date AS on_date FROM signatures
        WHERE is_practice
      UNION ALL SELECT 'event', event_id, owner_id, source_code, created_at::date FROM registrations WHERE is_practice
      UNION ALL SELECT 'letter', letter_campaign_id, owner_id, source_code, created_at::date FROM letters WHERE is_practice) d
    GROUP BY kind, id, owner_id, source_code, on_date`);
}
