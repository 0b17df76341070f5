import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Geography1763700003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE boundary_sets (
        id uuid PRIMARY KEY DEFAULT new_id(),
        kind text NOT NULL,
        jurisdiction text NOT NULL,
        source text NOT NULL,
        content_hash text NOT NULL,
        is_practice boolean NOT NULL DEFAULT false,
        imported_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (kind, jurisdiction)
      );
      CREATE TABLE districts (
        id uuid PRIMARY KEY DEFAULT new_id(),
        boundary_set_id uuid NOT NULL REFERENCES boundary_sets ON DELETE CASCADE,
        kind text NOT NULL,
        jurisdiction text NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        match_key text NOT NULL,
        geometry jsonb NOT NULL,
        bbox double precision[] NOT NULL CHECK (cardinality(bbox) = 4),
        UNIQUE (kind, jurisdiction, code)
      );
      CREATE INDEX ON districts (kind, jurisdiction, match_key);
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
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE zip_points, towns, districts, boundary_sets`);
  }
}
