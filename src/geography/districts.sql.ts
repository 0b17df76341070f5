import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type Shape } from './geojson.js';

export interface BoundarySetRow {
  id: string;
  kind: string;
  layer: string;
  jurisdiction: string;
  source: string;
  district_count: number;
  is_practice: boolean;
  imported_at: Date;
}

export function findBoundarySets(db: EntityManager): Promise<BoundarySetRow[]> {
  return rows(
    db,
    `SELECT s.id, s.kind, s.layer, s.jurisdiction, s.source, s.is_practice, s.imported_at,
       (SELECT count(*)::int FROM districts d WHERE d.boundary_set_id = s.id) AS district_count
       FROM boundary_sets s ORDER BY s.jurisdiction, s.layer`,
  );
}

export interface DistrictRow {
  id: string;
  layer: string;
  kind: string;
  jurisdiction: string;
  code: string;
  name: string;
  bbox: number[];
}

const DISTRICT = `SELECT d.id, d.layer, s.kind, d.jurisdiction, d.code, d.name, d.bbox`;

/** One page by name; the key is (name, id). */
export function findDistricts(
  db: EntityManager,
  filter: { layer: string | null; text: string | null },
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<DistrictRow[]> {
  return rows(
    db,
    `${DISTRICT} FROM districts d JOIN boundary_sets s ON s.id = d.boundary_set_id
      WHERE ($1::text IS NULL OR d.layer = $1) AND ($2::text IS NULL OR plain(d.name) LIKE '%' || plain($2) || '%')
        AND ($3::text IS NULL OR (d.name, d.id) > ($3, $4::uuid))
      ORDER BY d.name, d.id LIMIT $5`,
    [filter.layer, filter.text, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export function findDistrict(
  db: EntityManager,
  id: string,
): Promise<(DistrictRow & { shape: Shape }) | undefined> {
  return row(
    db,
    `${DISTRICT}, d.geometry AS shape FROM districts d JOIN boundary_sets s ON s.id = d.boundary_set_id WHERE d.id = $1`,
    [id],
  );
}
