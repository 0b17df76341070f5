import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type DistrictMove, type DistrictRunResource, type LocationFailure } from './locations.resources.js';

type Key = (string | number | null)[] | undefined;

const NAME = `trim(p.given_name || ' ' || p.family_name) AS person_name`;

/** Leans on location_failures (owner_id, address_id). */
export function findFailures(
  db: EntityManager,
  within: readonly string[] | null,
  { reason, after, limit }: { reason: string | null; after: Key; limit: number },
): Promise<LocationFailure[]> {
  return rows(
    db,
    `SELECT a.id, f.owner_id, p.id AS person_id, ${NAME}, a.line1 AS street, a.city, a.state, a.zip, f.reason, f.layers, f.last_tried_at
     FROM location_failures f JOIN person_addresses a ON a.id = f.address_id JOIN people p ON p.id = a.person_id
     WHERE ($1::uuid[] IS NULL OR f.owner_id = ANY ($1)) AND p.state = 'active' AND ($2::text IS NULL OR f.reason = $2)
       AND ($3::uuid IS NULL OR f.address_id > $3)
     ORDER BY f.address_id LIMIT $4`,
    [within, reason, after?.[0] ?? null, limit],
  );
}

export function findRuns(db: EntityManager): Promise<DistrictRunResource[]> {
  return rows(
    db,
    `SELECT id, reason, title, state, count_district_moves(id)::int AS moved_count, created_at, finished_at
     FROM district_runs ORDER BY id DESC LIMIT 50`,
  );
}

/** Leans on district_moves (run_id, owner_id, address_id). */
export function findMoves(
  db: EntityManager,
  within: readonly string[] | null,
  { runId, after, limit }: { runId: string; after: Key; limit: number },
): Promise<(Omit<DistrictMove, 'id'> & { address_id: string; jurisdiction: string })[]> {
  return rows(
    db,
    `SELECT m.address_id, m.jurisdiction, m.owner_id, p.id AS person_id, ${NAME}, m.layer, m.from_name, m.to_name
     FROM district_moves m JOIN person_addresses a ON a.id = m.address_id JOIN people p ON p.id = a.person_id
     WHERE m.run_id = $2 AND ($1::uuid[] IS NULL OR m.owner_id = ANY ($1)) AND p.state = 'active'
       AND ($3::uuid IS NULL OR (m.address_id, m.jurisdiction, m.layer) > ($3, $4::text, $5::text))
     ORDER BY m.address_id, m.jurisdiction, m.layer LIMIT $6`,
    [within, runId, ...(after ?? [null, null, null]), limit],
  );
}
