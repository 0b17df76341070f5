import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Partners1763700007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE partners (
        id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
        sector text NOT NULL CHECK (sector IN ('law-enforcement', 'public-health', 'civic', 'business-legal', 'faith',
          'survivor-led', 'government', 'other')),
        legal_type text NOT NULL DEFAULT 'other' CHECK (legal_type IN ('501c3', '501c4', 'public-agency', 'company',
          'congregation', 'other')),
        website text NOT NULL DEFAULT '',
        service_area text NOT NULL DEFAULT '',
        description text NOT NULL DEFAULT '',
        is_listing_consented boolean NOT NULL DEFAULT false,
        listing_consented_at timestamptz,
        listing_consented_by text NOT NULL DEFAULT '',
        CHECK (NOT is_listing_consented OR listing_consented_at IS NOT NULL)
      );
      -- A partner in a chapter. prospect -> invited -> active <-> paused -> left; left -> invited.
      CREATE TABLE memberships (
        id uuid PRIMARY KEY DEFAULT new_id(),
        partner_id uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        chapter_id uuid NOT NULL REFERENCES chapters ON DELETE CASCADE,
        status text NOT NULL DEFAULT 'prospect' CHECK (status IN ('prospect', 'invited', 'active', 'paused', 'left')),
        status_since date NOT NULL DEFAULT current_date,
        owner_account_id uuid REFERENCES accounts,
        last_contact_at timestamptz,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (partner_id, chapter_id)
      );
      CREATE INDEX ON memberships (chapter_id, status);
      CREATE TABLE membership_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        membership_id uuid NOT NULL REFERENCES memberships ON DELETE CASCADE,
        from_status text,
        to_status text NOT NULL,
        reason text NOT NULL DEFAULT '',
        changed_by uuid REFERENCES accounts,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON membership_changes (membership_id, id DESC);
      CREATE TABLE partner_roles (
        id uuid PRIMARY KEY DEFAULT new_id(),
        partner_id uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('leader', 'designee', 'backup', 'signatory', 'communications', 'data-contact')),
        title text NOT NULL DEFAULT '',
        starts_on date NOT NULL DEFAULT current_date,
        ends_on date CHECK (ends_on >= starts_on),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON partner_roles (partner_id);
      CREATE INDEX ON partner_roles (person_id);
      CREATE UNIQUE INDEX ON partner_roles (partner_id, person_id, role) WHERE ends_on IS NULL;
      CREATE TABLE partner_notes (
        id uuid PRIMARY KEY DEFAULT new_id(),
        membership_id uuid NOT NULL REFERENCES memberships ON DELETE CASCADE,
        author_id uuid REFERENCES accounts,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON partner_notes (membership_id, created_at DESC);

      ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
      CREATE POLICY memberships_own ON memberships
        USING (chapter_id = ANY ((SELECT accord_scope())::uuid[]) OR partner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- As the owner of the tables: a policy of memberships that read partners, whose policy reads memberships, would
      -- go round in circles.
      CREATE FUNCTION partner_is_listed(partner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM partners p WHERE p.id = partner AND p.is_listing_consented) $$;
      CREATE POLICY memberships_listed ON memberships FOR SELECT
        USING (accord_is_public() AND status = 'active' AND partner_is_listed(partner_id));

      -- A partner is seen through its memberships and changed by the chapters it belongs to. It is made before its
      -- first membership, so making one asks for nothing.
      ALTER TABLE partners ENABLE ROW LEVEL SECURITY;
      CREATE POLICY partners_new ON partners FOR INSERT WITH CHECK (true);
      CREATE POLICY partners_seen ON partners FOR SELECT
        USING (EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = partners.id));
      CREATE POLICY partners_changed ON partners FOR UPDATE
        USING (EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = partners.id
          AND m.chapter_id = ANY ((SELECT accord_scope())::uuid[])));
      CREATE POLICY organizations_new_partner ON organizations FOR INSERT WITH CHECK (kind = 'partner');
      CREATE POLICY organizations_of_members ON organizations FOR SELECT
        USING (kind = 'partner' AND EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = organizations.id));
      CREATE POLICY organizations_of_members_changed ON organizations FOR UPDATE
        USING (kind = 'partner' AND EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = organizations.id
          AND m.chapter_id = ANY ((SELECT accord_scope())::uuid[])));
      ALTER TABLE membership_changes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY membership_changes_of_chapter ON membership_changes
        USING (EXISTS (SELECT 1 FROM memberships m WHERE m.id = membership_id
          AND m.chapter_id = ANY ((SELECT accord_scope())::uuid[])));
      ALTER TABLE partner_roles ENABLE ROW LEVEL SECURITY;
      CREATE POLICY partner_roles_own ON partner_roles
        USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      -- What a chapter writes about a partner is not the partner's to read.
      ALTER TABLE partner_notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY partner_notes_of_chapter ON partner_notes
        USING (EXISTS (SELECT 1 FROM memberships m WHERE m.id = membership_id
          AND m.chapter_id = ANY ((SELECT accord_scope())::uuid[])));
      REVOKE UPDATE, DELETE ON membership_changes FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
