import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class LeavingReasons1763700031410 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Why somebody left, where they said so: one word a mail. Counted, never shown beside a name.
      CREATE TABLE leaving_reasons (
        delivery_id bigint PRIMARY KEY REFERENCES deliveries ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        mailing_id uuid REFERENCES mailings ON DELETE CASCADE,
        reason text NOT NULL CHECK (reason IN ('too-often', 'not-for-me', 'never-asked', 'no-time', 'other')),
        said_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON leaving_reasons (owner_id, said_at);
      CREATE INDEX ON leaving_reasons (mailing_id);
      ALTER TABLE leaving_reasons ENABLE ROW LEVEL SECURITY;
      CREATE POLICY leaving_reasons_own ON leaving_reasons USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
