import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class RemovalNotices1763700030730 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Somebody was shown to a partner and is no longer: what the partner has kept is out of our reach, so it is told, and
      -- says that it has removed them. One notice for all that ended since the last look, so that nobody gets a thousand.
      CREATE TABLE removal_notices (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        made_at timestamptz NOT NULL DEFAULT now(),
        acknowledged_at timestamptz,
        acknowledged_by text NOT NULL DEFAULT ''
      );
      CREATE INDEX ON removal_notices (owner_id, made_at DESC);
      CREATE INDEX ON removal_notices (organization_id, made_at DESC);
      CREATE TABLE removal_notice_shares (
        share_id uuid PRIMARY KEY REFERENCES shares ON DELETE CASCADE,
        notice_id uuid NOT NULL REFERENCES removal_notices ON DELETE CASCADE
      );
      CREATE INDEX ON removal_notice_shares (notice_id);
      ALTER TABLE removal_notices ENABLE ROW LEVEL SECURITY;
      CREATE POLICY removal_notices_of_parties ON removal_notices USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        OR organization_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE removal_notice_shares ENABLE ROW LEVEL SECURITY;
      CREATE POLICY removal_notice_shares_of_parties ON removal_notice_shares FOR SELECT
        USING (EXISTS (SELECT 1 FROM removal_notices n WHERE n.id = notice_id));
      REVOKE DELETE ON removal_notices FROM accord_web;
      REVOKE INSERT, UPDATE, DELETE ON removal_notice_shares FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
