import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Files1763700030700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What was uploaded or made; the bytes are in the data folder under the id. A file never changes: another is
      -- another row. Whoever points at one is asked first (a plain foreign key), so that evidence keeps its file.
      CREATE TABLE files (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        purpose text NOT NULL CHECK (purpose IN ('logo', 'image', 'agreement', 'import', 'export', 'document')),
        name text NOT NULL,
        media_type text NOT NULL,
        byte_count bigint NOT NULL CHECK (byte_count > 0),
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON files (owner_id, created_at DESC);
      ALTER TABLE files ENABLE ROW LEVEL SECURITY;
      CREATE POLICY files_own ON files USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE UPDATE ON files FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
