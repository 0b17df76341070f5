import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';

/** An address as it was read for placing. */
export interface ReadAddress {
  id: string;
  street: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  isInvalid: boolean;
  /** Of a sealed record: no geocoder outside is asked about it. */
  isPrivate: boolean;
}

/** Where an address is, or why that is not known; several-districts has both. */
export interface Placed {
  id: string;
  latitude: number | null;
  longitude: number | null;
  by: string | null;
  reason: string | null;
  /** The layers in which several districts are possible. */
  layers: string[];
  /** Districts that are certain. */
  districts: string[];
}

const ADDRESS = `a.id, a.line1 AS street, a.city, a.state, left(a.zip, 5) AS zip, a.country, a.status = 'invalid' AS "isInvalid",
  p.is_sealed AS "isPrivate"`;

/** A stretch of the queue for this worker alone, for as long as a geocoder may take. Leans on the queue's key and SKIP LOCKED. */
export function claimUnplaced(db: EntityManager, limit: number): Promise<ReadAddress[]> {
  return rows(
    db,
    `WITH claimed AS (
       UPDATE unplaced_addresses SET claimed_until = now() + interval '5 minutes' WHERE address_id IN (
         SELECT address_id FROM unplaced_addresses WHERE coalesce(claimed_until < now(), true)
         ORDER BY address_id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING address_id)
     SELECT ${ADDRESS} FROM claimed c JOIN person_addresses a ON a.id = c.address_id JOIN people p ON p.id = a.person_id`,
    [limit],
  );
}

/** The next addresses by which people have districts, in the order of their ids. */
export function primaryAddresses(
  db: EntityManager,
  after: string | null,
  limit: number,
): Promise<ReadAddress[]> {
  return rows(
    db,
    `SELECT ${ADDRESS} FROM person_addresses a JOIN people p ON p.id = a.person_id
     WHERE a.is_primary AND ($1::uuid IS NULL OR a.id > $1) ORDER BY a.id LIMIT $2`,
    [after, limit],
  );
}

/** Locks the addresses and gives those that still are as they were read: what was found is true of no others. */
export async function stillTheSame(db: EntityManager, read: readonly ReadAddress[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT a.id FROM jsonb_to_recordset($1::jsonb)
       AS r (id uuid, street text, city text, state text, zip text, country text, "isInvalid" boolean)
     JOIN person_addresses a ON a.id = r.id
     WHERE (a.line1, a.city, a.state, left(a.zip, 5), a.country, a.status = 'invalid')
       = (r.street, r.city, r.state, r.zip, r.country, r."isInvalid")
     ORDER BY a.id FOR UPDATE OF a`,
    [JSON.stringify(read)],
  );
  return new Set(found.map(({ id }) => id));
}

const PLACED = `jsonb_to_recordset($1::jsonb) AS n (id uuid, latitude float8, longitude float8, by text, reason text,
  layers jsonb, districts jsonb)`;

/** The districts that the primary addresses among those placed lie in. */
const FOUND = `
  SELECT n.id AS address_id, a.person_id, d.id AS district_id, d.layer, d.jurisdiction, d.name, n.by
  FROM ${PLACED} JOIN person_addresses a ON a.id = n.id AND a.is_primary
  CROSS JOIN LATERAL jsonb_array_elements_text(n.districts) AS one (id)
  JOIN districts d ON d.id = one.id::uuid`;

/**
 * Writes where addresses are. Invariant: person_districts holds the certain districts of the primary address and no others.
 * In the transaction that holds the addresses' locks (stillTheSame).
 *
 * @param runId of a recalculation: who is elsewhere than before is written to its report.
 */
export async function writePlaces(
  db: EntityManager,
  placed: readonly Placed[],
  runId: string | null,
): Promise<void> {
  const input = [JSON.stringify(placed)];
  await db.query(
    `UPDATE person_addresses a SET latitude = n.latitude, longitude = n.longitude, located_by = n.by, located_at = now()
     FROM ${PLACED} WHERE a.id = n.id`,
    input,
  );
  if (runId) await writeMoves(db, placed, runId);
  await affected(
    db,
    `DELETE FROM person_districts d USING ${PLACED}, person_addresses a
     WHERE a.id = n.id AND a.is_primary AND d.person_id = a.person_id AND NOT n.districts @> to_jsonb(d.district_id::text)`,
    input,
  );
  await db.query(
    `INSERT INTO person_districts AS d (person_id, district_id, method) SELECT person_id, district_id, by FROM (${FOUND}) f
     ON CONFLICT (person_id, district_id) DO UPDATE SET method = excluded.method, found_at = now()`,
    input,
  );
  await affected(
    db,
    `DELETE FROM location_failures f USING ${PLACED} WHERE f.address_id = n.id AND n.reason IS NULL`,
    input,
  );
  await db.query(
    `INSERT INTO location_failures AS f (address_id, owner_id, reason, layers)
     SELECT n.id, p.owner_id, n.reason, ARRAY(SELECT jsonb_array_elements_text(n.layers))
     FROM ${PLACED} JOIN person_addresses a ON a.id = n.id JOIN people p ON p.id = a.person_id WHERE n.reason IS NOT NULL
     ON CONFLICT (address_id) DO UPDATE SET reason = excluded.reason, layers = excluded.layers,
       last_tried_at = now()`,
    input,
  );
}

/** Before person_districts changes: where people were by it, or by the district that is gone since, and where they are. */
async function writeMoves(db: EntityManager, placed: readonly Placed[], runId: string): Promise<void> {
  await db.query(
    `WITH here AS (SELECT n.id AS address_id, a.person_id, p.owner_id FROM ${PLACED}
       JOIN person_addresses a ON a.id = n.id AND a.is_primary JOIN people p ON p.id = a.person_id),
     old AS (
       SELECT h.address_id, h.owner_id, d.jurisdiction, d.layer, d.name FROM here h JOIN person_districts pd USING (person_id)
         JOIN districts d ON d.id = pd.district_id
       UNION SELECT l.address_id, h.owner_id, l.jurisdiction, l.layer, l.name FROM here h JOIN lost_districts l USING (address_id)),
     found AS (${FOUND})
     INSERT INTO district_moves (run_id, address_id, owner_id, jurisdiction, layer, from_name, to_name)
     SELECT DISTINCT ON (o.address_id, o.jurisdiction, o.layer) $2::uuid, o.address_id, o.owner_id, o.jurisdiction, o.layer, o.name, f.name
     FROM old o LEFT JOIN found f USING (address_id, jurisdiction, layer)
     WHERE f.name IS DISTINCT FROM o.name
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(placed), runId],
  );
  await affected(db, `DELETE FROM lost_districts l USING ${PLACED} WHERE l.address_id = n.id`, [
    JSON.stringify(placed),
  ]);
}

/** Takes addresses off the queue, but those that were changed again since they were claimed. */
export async function dequeue(db: EntityManager, ids: readonly string[]): Promise<void> {
  await affected(
    db,
    `DELETE FROM unplaced_addresses WHERE address_id = ANY ($1::uuid[]) AND claimed_until IS NOT NULL`,
    [ids],
  );
}
