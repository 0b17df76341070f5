import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Engagement1763700005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What people did: the one feed that timelines, segments and reports read. Written by every feature through
      -- Engagement.record in the transaction of the deed.
      CREATE TABLE engagements (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        owner_id uuid NOT NULL REFERENCES organizations,
        person_id uuid REFERENCES people ON DELETE CASCADE,
        did text NOT NULL,
        what_kind text NOT NULL,
        what_id uuid,
        what_title text NOT NULL DEFAULT '',
        source_code text,
        detail jsonb NOT NULL DEFAULT '{}',
        actor_id uuid REFERENCES accounts,
        is_practice boolean NOT NULL DEFAULT false,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON engagements (person_id, at DESC, id DESC);
      CREATE INDEX ON engagements (owner_id, at DESC, id DESC);
      CREATE INDEX ON engagements (what_id, did);
      ALTER TABLE engagements ENABLE ROW LEVEL SECURITY;
      CREATE POLICY engagements_own ON engagements
        USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
          AND (person_id IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = person_id)))
        WITH CHECK (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE UPDATE, DELETE ON engagements FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
