import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Geography1763700003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One file of boundaries: one layer (state house, towns ...) of one jurisdiction. 'kind' is the word its importer
      -- used for the layer; 'layer' is ours, so that the same boundaries under another word replace and never double.
      CREATE TABLE boundary_sets (
        id uuid PRIMARY KEY DEFAULT new_id(),
        kind text NOT NULL,
        layer text NOT NULL,
        jurisdiction text NOT NULL,
        source text NOT NULL,
        content_hash text NOT NULL,
        is_practice boolean NOT NULL DEFAULT false,
        imported_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (layer, jurisdiction)
      );
      CREATE TABLE districts (
        id uuid PRIMARY KEY DEFAULT new_id(),
        boundary_set_id uuid NOT NULL REFERENCES boundary_sets ON DELETE CASCADE,
        layer text NOT NULL,
        jurisdiction text NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        match_key text NOT NULL,
        geometry jsonb NOT NULL,
        bbox double precision[] NOT NULL CHECK (cardinality(bbox) = 4),
        content_hash text NOT NULL,
        UNIQUE (layer, jurisdiction, code)
      );
      CREATE INDEX ON districts (layer, jurisdiction, match_key);
      CREATE TABLE zip_points (
        zip text PRIMARY KEY CHECK (zip ~ '^[0-9]{5}$'),
        place text NOT NULL,
        county text NOT NULL DEFAULT '',
        state text NOT NULL,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        is_area boolean NOT NULL,
        is_practice boolean NOT NULL DEFAULT false
      );
      -- Loads of reference data (districts, ZIP points, officials) that a job works off. The files go when it is done;
      -- the report stays. queued -> running -> finished | failed.
      CREATE TABLE reference_imports (
        id uuid PRIMARY KEY DEFAULT new_id(),
        kind text NOT NULL CHECK (kind IN ('districts', 'zip-points', 'officials')),
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'finished', 'failed')),
        title text NOT NULL,
        options jsonb NOT NULL,
        done_count int NOT NULL DEFAULT 0,
        total_count int,
        report jsonb,
        error text,
        requested_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        claimed_at timestamptz,
        finished_at timestamptz
      );
      CREATE INDEX ON reference_imports (created_at DESC, id DESC);
      CREATE INDEX reference_imports_unfinished ON reference_imports (created_at) WHERE state IN ('queued', 'running');
      CREATE TABLE reference_import_files (
        import_id uuid NOT NULL REFERENCES reference_imports ON DELETE CASCADE,
        position int NOT NULL,
        name text NOT NULL,
        content text NOT NULL,
        PRIMARY KEY (import_id, position)
      );
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
