import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class CampaignPages1763700030200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What is said in public is said in every language.
      ALTER TABLE campaigns
        ALTER goal DROP DEFAULT,
        ALTER goal TYPE jsonb USING CASE WHEN goal = '' THEN '{}' ELSE jsonb_build_object('en', goal) END,
        ALTER goal SET DEFAULT '{}',
        ALTER outcome DROP DEFAULT,
        ALTER outcome TYPE jsonb USING CASE WHEN outcome = '' THEN '{}' ELSE jsonb_build_object('en', outcome) END,
        ALTER outcome SET DEFAULT '{}',
        ADD published_at timestamptz,
        ADD ended_at timestamptz;
      CREATE INDEX ON campaigns (owner_id);
      -- What hangs on a campaign is looked up by it.
      CREATE INDEX ON petitions (campaign_id) WHERE campaign_id IS NOT NULL;
      CREATE INDEX ON events (campaign_id) WHERE campaign_id IS NOT NULL;
      CREATE INDEX ON letter_campaigns (campaign_id) WHERE campaign_id IS NOT NULL;
      ALTER TABLE media_mentions ADD campaign_id uuid REFERENCES campaigns ON DELETE SET NULL;
      CREATE INDEX ON media_mentions (campaign_id) WHERE campaign_id IS NOT NULL;

      -- A network's campaign, once it is published, is there for every chapter to hang its own actions on. The subquery
      -- does not depend on the row, so it is asked once.
      CREATE POLICY campaigns_of_network ON campaigns FOR SELECT
        USING (state <> 'draft' AND owner_id IN (SELECT c.network_id FROM chapters c
          WHERE c.id = ANY ((SELECT accord_scope())::uuid[])));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
