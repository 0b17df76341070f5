import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';

/** A term that runs today. The day is the database's. */
export const CURRENT = `(t.starts_on IS NULL OR t.starts_on <= current_date) AND (t.ends_on IS NULL OR t.ends_on > current_date)`;

/**
 * Makes the seat of every district of a state's chamber that has boundaries but no office: a seat that is vacant is in
 * no list of people. Only for chambers of which any member is known, so that boundaries alone make no legislature.
 */
export function makeSeatsOfDistricts(db: EntityManager): Promise<number> {
  return rows<{ id: string }>(
    db,
    `INSERT INTO offices (jurisdiction, level, kind, seat, seat_key, area_jurisdiction, area_layer, area_key, title, is_practice)
     SELECT d.jurisdiction, 'state', d.layer, d.name, d.match_key, d.jurisdiction, d.layer, d.match_key, known.title,
       s.is_practice
     FROM districts d JOIN boundary_sets s ON s.id = d.boundary_set_id
       JOIN LATERAL (SELECT o.title FROM offices o WHERE o.jurisdiction = d.jurisdiction AND o.kind = d.layer
         AND o.area_layer = d.layer LIMIT 1) known ON true
     WHERE d.layer IN ('lower', 'upper') AND NOT EXISTS (SELECT 1 FROM offices o
       WHERE o.jurisdiction = d.jurisdiction AND o.kind = d.layer AND o.seat_key = d.match_key)
     ON CONFLICT (jurisdiction, kind, seat_key) DO NOTHING RETURNING id`,
  ).then((made) => made.length);
}

export interface Takeover {
  seat: string;
  title: string;
  ended: string;
}

/**
 * Ends the terms of those whose seat more people hold than it has places: who began last stays. A holder without a
 * known beginning began first.
 */
export function endSuperseded(db: EntityManager, jurisdictions: readonly string[]): Promise<Takeover[]> {
  return rows(
    db,
    `WITH ranked AS (
       SELECT t.id, o.seat, o.title, f.name, o.seat_count, dense_rank() OVER (PARTITION BY o.id
         ORDER BY held.since DESC NULLS LAST, f.updated_at DESC, f.id) AS place
       FROM terms t JOIN offices o ON o.id = t.office_id JOIN officials f ON f.id = t.official_id
         JOIN LATERAL (SELECT max(u.starts_on) AS since FROM terms u WHERE u.office_id = t.office_id
           AND u.official_id = t.official_id AND (u.starts_on IS NULL OR u.starts_on <= current_date)
           AND (u.ends_on IS NULL OR u.ends_on > current_date)) held ON true
       WHERE o.jurisdiction = ANY ($1) AND NOT f.is_retired AND ${CURRENT}
     ), ended AS (
       UPDATE terms t SET ends_on = greatest(current_date, t.starts_on), ended_by_import = true
         FROM ranked r WHERE r.id = t.id AND r.place > r.seat_count RETURNING r.seat, r.title, r.name AS ended
     ) SELECT * FROM ended`,
    [jurisdictions],
  );
}

/** Current terms that a source vouches for, in chambers it has spoken of, of people it no longer names. */
export function silentTerms(
  db: EntityManager,
  source: string,
  chambers: readonly { jurisdiction: string; kind: string }[],
  named: readonly string[],
): Promise<{ id: string; external_id: string; name: string; jurisdiction: string; kind: string }[]> {
  return rows(
    db,
    `SELECT t.id, t.external_id, f.name, o.jurisdiction, o.kind
     FROM terms t JOIN offices o ON o.id = t.office_id JOIN official_sources s ON s.external_id = t.external_id
       JOIN officials f ON f.id = t.official_id
     WHERE s.source = $1 AND ${CURRENT} AND t.external_id <> ALL ($3)
       AND (o.jurisdiction, o.kind) IN (SELECT c.jurisdiction, c.kind
         FROM jsonb_to_recordset($2::jsonb) AS c (jurisdiction text, kind text))`,
    [source, JSON.stringify(chambers), named],
  );
}

/** Ends terms today. The source's hash goes too, so that somebody who comes back unchanged is taken up again. */
export async function endTerms(
  db: EntityManager,
  ids: readonly string[],
  externalIds: readonly string[],
): Promise<void> {
  await affected(
    db,
    `UPDATE terms SET ends_on = greatest(current_date, starts_on), ended_by_import = true WHERE id = ANY ($1)`,
    [ids],
  );
  await affected(db, `UPDATE official_sources SET content_hash = '' WHERE external_id = ANY ($1)`, [
    externalIds,
  ]);
}

/** People and seats that hold together today: "official office". Compared before and after a load. */
export async function currentHoldings(
  db: EntityManager,
  jurisdictions: readonly string[],
): Promise<Set<string>> {
  const found = await rows<{ holding: string }>(
    db,
    `SELECT DISTINCT t.official_id || ' ' || t.office_id AS holding
     FROM terms t JOIN offices o ON o.id = t.office_id JOIN officials f ON f.id = t.official_id
     WHERE o.jurisdiction = ANY ($1) AND NOT f.is_retired AND ${CURRENT}`,
    [jurisdictions],
  );
  return new Set(found.map(({ holding }) => holding));
}

export interface SeatCount {
  jurisdiction: string;
  kind: string;
  filled: number;
  vacant: number;
  /** Names of the vacant seats. */
  vacancies: string[];
}

/** Seats by jurisdiction and kind: how many are held today, and which are not. */
export function countSeats(db: EntityManager, jurisdictions: readonly string[]): Promise<SeatCount[]> {
  return rows(
    db,
    `WITH held AS (
       SELECT o.id, o.jurisdiction, o.kind, o.seat, o.seat_count,
         (SELECT count(DISTINCT t.official_id)::int FROM terms t JOIN officials f ON f.id = t.official_id
           WHERE t.office_id = o.id AND NOT f.is_retired AND ${CURRENT}) AS holders
       FROM offices o WHERE o.jurisdiction = ANY ($1)
     )
     SELECT jurisdiction, kind, sum(least(holders, seat_count))::int AS filled,
       sum(greatest(seat_count - holders, 0))::int AS vacant,
       coalesce(array_agg(seat ORDER BY seat) FILTER (WHERE holders < seat_count), '{}') AS vacancies
     FROM held GROUP BY jurisdiction, kind ORDER BY jurisdiction, kind`,
    [jurisdictions],
  );
}
