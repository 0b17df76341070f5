import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class TwoFactorRules1763700030803 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Roles that need a second factor in an organization, beyond what the network asks of everybody.
      CREATE TABLE two_factor_rules (
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        role text NOT NULL,
        PRIMARY KEY (organization_id, role)
      );
      ALTER TABLE two_factor_rules ENABLE ROW LEVEL SECURITY;
      CREATE POLICY two_factor_rules_own ON two_factor_rules
        USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));

      -- Asked of a session before anything is known of what it may see, and so of its own rights. It says nothing else.
      CREATE FUNCTION needs_second_factor(worker uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM networks WHERE requires_two_factor)
          OR EXISTS (SELECT 1 FROM grants g JOIN two_factor_rules r USING (organization_id, role)
            WHERE g.account_id = worker AND (g.expires_at IS NULL OR g.expires_at > now()))
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
