import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type District } from './boundary-index.js';
import { type Bbox, type BoundaryFeature } from './geojson.js';

export interface BoundarySet {
  id: string;
  kind: string;
  layer: string;
  jurisdiction: string;
  source: string;
  content_hash: string;
  is_practice: boolean;
  imported_at: Date;
}

/** Changes whenever any boundary does: what processes that hold the boundaries in memory compare. */
export async function boundaryVersion(db: EntityManager): Promise<string> {
  const found = await row<{ version: string }>(
    db,
    `SELECT coalesce(string_agg(id || content_hash || extract(epoch FROM imported_at), ',' ORDER BY id), '') AS version
       FROM boundary_sets`,
  );
  return found!.version;
}

export async function allDistricts(db: EntityManager): Promise<District[]> {
  const found = await rows<Omit<District, 'bbox'> & { bbox: number[] }>(
    db,
    `SELECT d.id, d.layer, s.kind, d.jurisdiction, d.code, d.name, d.match_key AS "matchKey", d.geometry AS shape, d.bbox
       FROM districts d JOIN boundary_sets s ON s.id = d.boundary_set_id`,
  );
  return found.map((each) => ({ ...each, bbox: each.bbox as unknown as Bbox, shape: each.shape }));
}

/** Makes the set of this layer and jurisdiction, or takes it over with the new word, source and hash. Locks its row. */
export async function openBoundarySet(
  db: EntityManager,
  set: Pick<BoundarySet, 'kind' | 'layer' | 'jurisdiction' | 'source' | 'content_hash' | 'is_practice'>,
): Promise<{ id: string }> {
  const found = await row<{ id: string }>(
    db,
    `INSERT INTO boundary_sets AS s (kind, layer, jurisdiction, source, content_hash, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (layer, jurisdiction) DO UPDATE
       SET kind = excluded.kind, source = excluded.source, is_practice = excluded.is_practice,
         imported_at = CASE WHEN s.content_hash = excluded.content_hash AND s.kind = excluded.kind
           THEN s.imported_at ELSE now() END,
         content_hash = excluded.content_hash
     RETURNING id`,
    [set.kind, set.layer, set.jurisdiction, set.source, set.content_hash, set.is_practice],
  );
  return found!;
}

/** Code and hash of every district that a set has. */
export function districtHashes(db: EntityManager, setId: string): Promise<{ code: string; hash: string }[]> {
  return rows(db, `SELECT code, content_hash AS hash FROM districts WHERE boundary_set_id = $1`, [setId]);
}

/** Writes districts by code; ids of those that exist stay, because people's districts refer to them. */
export async function putDistricts(
  db: EntityManager,
  set: { id: string; layer: string; jurisdiction: string },
  features: readonly (BoundaryFeature & { matchKey: string })[],
): Promise<void> {
  await db.query(
    `INSERT INTO districts AS d (boundary_set_id, layer, jurisdiction, code, name, match_key, geometry, bbox, content_hash)
     SELECT $1, $2, $3, f->>'code', f->>'name', f->>'matchKey', f->'shape',
       ARRAY(SELECT jsonb_array_elements_text(f->'bbox')::float8), f->>'hash'
     FROM jsonb_array_elements($4::jsonb) f
     ON CONFLICT (layer, jurisdiction, code) DO UPDATE
       SET boundary_set_id = excluded.boundary_set_id, name = excluded.name, match_key = excluded.match_key,
         geometry = excluded.geometry, bbox = excluded.bbox, content_hash = excluded.content_hash
       WHERE d.content_hash <> excluded.content_hash`,
    [set.id, set.layer, set.jurisdiction, JSON.stringify(features)],
  );
}

export function removeDistricts(db: EntityManager, setId: string, codes: readonly string[]): Promise<number> {
  return affected(db, `DELETE FROM districts WHERE boundary_set_id = $1 AND code = ANY ($2)`, [setId, codes]);
}

export interface ZipPoint {
  zip: string;
  place: string;
  county: string;
  state: string;
  latitude: number;
  longitude: number;
  /** False for PO boxes and single firms: such a ZIP covers no ground, and its point is a placeholder. */
  is_area: boolean;
}

export function zipPoint(db: EntityManager, zip: string): Promise<ZipPoint | undefined> {
  return row(
    db,
    `SELECT zip, place, county, state, latitude, longitude, is_area FROM zip_points WHERE zip = $1`,
    [zip],
  );
}

/** Middles of the ZIPs with an area in a box of half a degree (about 50 km) round a point, itself left out. */
export function neighbouringZips(db: EntityManager, of: ZipPoint): Promise<ZipPoint[]> {
  return rows(
    db,
    `SELECT zip, place, county, state, latitude, longitude, is_area FROM zip_points
      WHERE is_area AND zip <> $1 AND latitude BETWEEN $2 - 0.5 AND $2 + 0.5 AND longitude BETWEEN $3 - 0.5 AND $3 + 0.5`,
    [of.zip, of.latitude, of.longitude],
  );
}

/** Writes ZIP points. Gives how many were new and how many changed; the others were as given. */
export async function putZipPoints(
  db: EntityManager,
  points: readonly ZipPoint[],
  isPractice: boolean,
): Promise<{ created: number; updated: number }> {
  const written = await rows<{ is_new: boolean }>(
    db,
    `INSERT INTO zip_points AS z (zip, place, county, state, latitude, longitude, is_area, is_practice)
     SELECT zip, place, county, state, latitude, longitude, is_area, $2
       FROM jsonb_to_recordset($1::jsonb)
         AS p (zip text, place text, county text, state text, latitude float8, longitude float8, is_area boolean)
     ON CONFLICT (zip) DO UPDATE
       SET place = excluded.place, county = excluded.county, state = excluded.state, latitude = excluded.latitude,
         longitude = excluded.longitude, is_area = excluded.is_area, is_practice = excluded.is_practice
       WHERE (z.place, z.county, z.state, z.latitude, z.longitude, z.is_area)
         IS DISTINCT FROM (excluded.place, excluded.county, excluded.state, excluded.latitude, excluded.longitude, excluded.is_area)
     RETURNING xmax = 0 AS is_new`,
    [JSON.stringify(points), isPractice],
  );
  const created = written.filter(({ is_new }) => is_new).length;
  return { created, updated: written.length - created };
}
