import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Campaigns1763700008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE campaigns (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'live', 'ended')),
        title jsonb NOT NULL DEFAULT '{}',
        ask jsonb NOT NULL DEFAULT '{}',
        background jsonb NOT NULL DEFAULT '{}',
        goal text NOT NULL DEFAULT '',
        outcome text NOT NULL DEFAULT '',
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE media_mentions (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        title text NOT NULL,
        outlet text NOT NULL,
        url text NOT NULL CHECK (url ~ '^https?://'),
        published_on date NOT NULL,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON media_mentions (owner_id, published_on DESC);
      ALTER TABLE campaigns ENABLE ROW LEVEL SECURITY;
      CREATE POLICY campaigns_own ON campaigns USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY campaigns_published ON campaigns FOR SELECT USING (accord_is_public() AND state <> 'draft');
      ALTER TABLE media_mentions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY media_mentions_own ON media_mentions USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY media_mentions_published ON media_mentions FOR SELECT USING (accord_is_public());
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
