import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class WorkingGroups1763700031120 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A working group is an organization of its own: it owns its people, notes and mailings, and only a role in the group
      -- itself reaches them. The chapter or network that it belongs to speaks for it in mail and sees nothing of it.
      ALTER TABLE organizations DROP CONSTRAINT organizations_kind_check, ADD CONSTRAINT organizations_kind_check
        CHECK (kind IN ('network', 'chapter', 'partner', 'working-group'));
      CREATE TABLE working_groups (
        id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
        parent_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        charter text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON working_groups (parent_id);
      -- A person whom the group knows, or a partner, from a day to a day.
      CREATE TABLE working_group_members (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES working_groups ON DELETE CASCADE,
        person_id uuid,
        partner_id uuid REFERENCES partners ON DELETE CASCADE,
        role text NOT NULL DEFAULT 'member' CHECK (role IN ('chair', 'member')),
        since date NOT NULL DEFAULT current_date,
        until date CHECK (until >= since),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        CHECK (num_nonnulls(person_id, partner_id) = 1),
        CHECK (role = 'member' OR person_id IS NOT NULL)
      );
      CREATE UNIQUE INDEX ON working_group_members (owner_id, person_id) WHERE until IS NULL;
      CREATE UNIQUE INDEX ON working_group_members (owner_id, partner_id) WHERE until IS NULL;
      CREATE UNIQUE INDEX working_groups_one_chair ON working_group_members (owner_id) WHERE role = 'chair' AND until IS NULL;
      CREATE INDEX ON working_group_members (person_id) WHERE person_id IS NOT NULL;
      CREATE INDEX ON working_group_members (partner_id) WHERE partner_id IS NOT NULL;
      CREATE TABLE working_group_notes (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES working_groups ON DELETE CASCADE,
        author_id uuid REFERENCES accounts,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON working_group_notes (owner_id, id DESC);

      -- Who speaks for a group in mail; NULL for what is none. Asked before anybody's roles are known, and tells no more.
      CREATE FUNCTION group_parent(organization uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS $$ SELECT parent_id FROM working_groups WHERE id = organization $$;
      CREATE FUNCTION group_has_partner(partner uuid, groups uuid[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM working_group_members m WHERE m.partner_id = partner AND m.owner_id = ANY (groups)) $$;
      CREATE POLICY organizations_new_group ON organizations FOR INSERT
        WITH CHECK (kind = 'working-group' AND accord_sees_owner(id));
      -- A group knows the names of its members, whether it works with them otherwise or not.
      CREATE POLICY organizations_in_groups ON organizations FOR SELECT
        USING (kind = 'partner' AND group_has_partner(id, (SELECT accord_scope())::uuid[]));
      ALTER TABLE working_groups ENABLE ROW LEVEL SECURITY;
      CREATE POLICY working_groups_own ON working_groups USING (id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE working_group_members ENABLE ROW LEVEL SECURITY;
      CREATE POLICY working_group_members_partners ON working_group_members
        USING (person_id IS NULL AND owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY working_group_members_people ON working_group_members
        USING (owner_id = ANY ((SELECT accord_scope())::uuid[]) AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      ALTER TABLE working_group_notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY working_group_notes_own ON working_group_notes
        USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE DELETE ON working_groups, working_group_members FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
