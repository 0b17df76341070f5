import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Network1763700001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organizations (
        id uuid PRIMARY KEY DEFAULT new_id(),
        kind text NOT NULL CHECK (kind IN ('network', 'chapter', 'partner')),
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        public_name text NOT NULL,
        legal_name text,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE networks (
        id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
        mission jsonb NOT NULL DEFAULT '{}',
        postal_address text NOT NULL DEFAULT '',
        from_address text,
        requires_two_factor boolean NOT NULL DEFAULT true,
        approval_threshold int NOT NULL DEFAULT 5000 CHECK (approval_threshold > 0)
      );
      CREATE TABLE chapters (
        id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
        network_id uuid NOT NULL REFERENCES networks,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('planned', 'active', 'dormant', 'left')),
        territory text NOT NULL,
        region text NOT NULL DEFAULT '',
        latitude double precision,
        longitude double precision,
        time_zone text NOT NULL,
        languages text[] NOT NULL DEFAULT '{en}' CHECK (cardinality(languages) > 0),
        colour text NOT NULL DEFAULT '#005c5e' CHECK (colour ~ '^#[0-9a-f]{6}$'),
        mission jsonb NOT NULL DEFAULT '{}',
        approach jsonb NOT NULL DEFAULT '{}',
        exit_url text NOT NULL DEFAULT 'https://www.weather.gov',
        postal_address text NOT NULL DEFAULT '',
        from_name text,
        from_address text,
        reply_to text,
        grants_network boolean NOT NULL DEFAULT false,
        launched_on date
      );
      CREATE TABLE chapter_team_members (
        id uuid PRIMARY KEY DEFAULT new_id(),
        chapter_id uuid NOT NULL REFERENCES chapters ON DELETE CASCADE,
        name text NOT NULL,
        title text NOT NULL,
        position int NOT NULL DEFAULT 0
      );
      CREATE INDEX ON chapter_team_members (chapter_id, position);

      -- Networks and chapters are public by nature; partner organizations get their policy with memberships.
      ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
      CREATE POLICY organizations_public ON organizations FOR SELECT USING (kind IN ('network', 'chapter'));
      CREATE POLICY organizations_own ON organizations USING (accord_sees_owner(id));
      CREATE POLICY organizations_new_chapter ON organizations FOR INSERT
        WITH CHECK (kind = 'chapter' AND EXISTS (SELECT 1 FROM networks n WHERE accord_sees_owner(n.id)));
      -- Everybody reads whose page it is; only the chapter, or a network adding one, writes.
      ALTER TABLE networks ENABLE ROW LEVEL SECURITY;
      CREATE POLICY networks_public ON networks FOR SELECT USING (true);
      CREATE POLICY networks_own ON networks USING (accord_sees_owner(id));
      ALTER TABLE chapters ENABLE ROW LEVEL SECURITY;
      CREATE POLICY chapters_public ON chapters FOR SELECT USING (true);
      CREATE POLICY chapters_own ON chapters USING (accord_sees_owner(id));
      CREATE POLICY chapters_new ON chapters FOR INSERT WITH CHECK (accord_sees_owner(network_id));
      ALTER TABLE chapter_team_members ENABLE ROW LEVEL SECURITY;
      CREATE POLICY team_public ON chapter_team_members FOR SELECT USING (true);
      CREATE POLICY team_own ON chapter_team_members USING (accord_sees_owner(chapter_id));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
