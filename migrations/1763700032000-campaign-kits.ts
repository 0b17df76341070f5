import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class CampaignKits1763700032000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a network offers of a campaign, as it was at each publication. Chapters compare what they took with what is
      -- offered now, so no version ever changes.
      CREATE TABLE campaign_kits (
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        version int NOT NULL CHECK (version > 0),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        content jsonb NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (campaign_id, version)
      );
      CREATE INDEX ON campaign_kits (owner_id);
      -- Which chapter's campaign came from which kit, and which version its own words were last taken from.
      CREATE TABLE kit_copies (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        kit_id uuid NOT NULL,
        network_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        version int NOT NULL,
        copied_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (kit_id, owner_id),
        FOREIGN KEY (kit_id, version) REFERENCES campaign_kits (campaign_id, version) ON DELETE CASCADE
      );
      CREATE INDEX ON kit_copies (owner_id);
      CREATE INDEX ON kit_copies (network_id);
      CREATE INDEX ON kit_copies (kit_id, version);
      -- What the chapter made of a piece of the kit: once each, however many ask at the same moment.
      CREATE TABLE kit_pieces (
        campaign_id uuid NOT NULL REFERENCES kit_copies ON DELETE CASCADE,
        piece_id uuid NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        action_kind text NOT NULL CHECK (action_kind IN ('petition', 'event', 'letter')),
        action_id uuid NOT NULL,
        version int NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (campaign_id, piece_id)
      );
      CREATE INDEX ON kit_pieces (owner_id);

      ALTER TABLE campaign_kits ENABLE ROW LEVEL SECURITY;
      CREATE POLICY campaign_kits_own ON campaign_kits USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- The subquery does not depend on the row, so it is asked once.
      CREATE POLICY campaign_kits_of_network ON campaign_kits FOR SELECT
        USING (owner_id IN (SELECT c.network_id FROM chapters c
          WHERE c.id = ANY ((SELECT accord_scope())::uuid[]) AND c.state <> 'left'));
      ALTER TABLE kit_copies ENABLE ROW LEVEL SECURITY;
      CREATE POLICY kit_copies_own ON kit_copies USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- The network learns who copied, when, and from which version; what came of it only in steps (home/kits).
      CREATE POLICY kit_copies_of_network ON kit_copies FOR SELECT
        USING (network_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE kit_pieces ENABLE ROW LEVEL SECURITY;
      CREATE POLICY kit_pieces_own ON kit_pieces USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE UPDATE, DELETE ON campaign_kits FROM accord_web;
      REVOKE DELETE ON kit_copies, kit_pieces FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
