import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SendingDomains1763700020010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A domain that somebody sends from, with the DKIM key made for it. Mail is signed once the record is published.
      CREATE TABLE sending_domains (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        domain text NOT NULL CHECK (domain = lower(domain)),
        selector text NOT NULL,
        private_key bytea NOT NULL,
        record text NOT NULL,
        checked_at timestamptz,
        verified_at timestamptz,
        problem text,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (owner_id, domain)
      );
      -- Whoever published the record owns the domain: there can be one such key, whoever else may have asked for one.
      CREATE UNIQUE INDEX sending_domains_verified ON sending_domains (domain) WHERE verified_at IS NOT NULL;
      ALTER TABLE sending_domains ENABLE ROW LEVEL SECURITY;
      CREATE POLICY sending_domains_own ON sending_domains USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
