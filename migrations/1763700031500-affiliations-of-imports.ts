import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class AffiliationsOfImports1763700031500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a file says of where somebody belongs.
      ALTER TABLE import_rows ADD COLUMN organization text;

      -- Whom a file names with an organization is its contact: no more is known of them, and nothing follows from it.
      ALTER TABLE partner_roles DROP CONSTRAINT partner_roles_role_check, ADD CONSTRAINT partner_roles_role_check CHECK
        (role IN ('leader', 'designee', 'backup', 'signatory', 'communications', 'data-contact', 'contact'));
      -- Which import brought a role or a membership, so that its undo takes it away again.
      ALTER TABLE partner_roles ADD COLUMN batch_id uuid REFERENCES change_batches ON DELETE SET NULL;
      CREATE INDEX ON partner_roles (batch_id) WHERE batch_id IS NOT NULL;
      ALTER TABLE memberships ADD COLUMN batch_id uuid REFERENCES change_batches ON DELETE SET NULL;
      CREATE INDEX ON memberships (batch_id) WHERE batch_id IS NOT NULL;

      -- The partners that a batch added and on whom nothing else hangs by now: no other membership, role, note, agreement,
      -- file, action. Asks every table that refers to them, so a feature that comes later counts by itself. Of its own
      -- rights, because what others wrote counts too.
      CREATE FUNCTION unused_partners_of_batch(batch uuid) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        link record;
        added uuid[] := ARRAY(SELECT m.partner_id FROM memberships m WHERE m.batch_id = batch);
        used uuid[] := ARRAY(SELECT m.partner_id FROM memberships m WHERE m.partner_id = ANY (added)
          AND (m.batch_id IS DISTINCT FROM batch OR m.status <> 'prospect' OR m.owner_account_id IS NOT NULL));
        found uuid[];
      BEGIN
        used := used || ARRAY(SELECT m.partner_id FROM membership_changes c JOIN memberships m ON m.id = c.membership_id
          WHERE m.partner_id = ANY (added) GROUP BY m.partner_id HAVING count(*) > 1);
        FOR link IN
          SELECT c.conrelid::regclass::text AS host, a.attname AS field, c.confrelid = 'memberships'::regclass AS is_membership
          FROM pg_constraint c
          JOIN LATERAL unnest(c.conkey, c.confkey) AS k (host_column, target_column) ON true
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.host_column
          JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.target_column AND b.attname = 'id'
          WHERE c.contype = 'f' AND c.confrelid IN ('organizations'::regclass, 'partners'::regclass, 'memberships'::regclass)
            AND c.conrelid::regclass::text NOT IN ('partners', 'memberships', 'membership_changes')
        LOOP
          EXECUTE CASE WHEN link.is_membership
            THEN format('SELECT ARRAY(SELECT m.partner_id FROM %s h JOIN memberships m ON m.id = h.%I WHERE m.partner_id = ANY ($1))',
              link.host, link.field)
            ELSE format('SELECT ARRAY(SELECT DISTINCT h.%I FROM %s h WHERE h.%I = ANY ($1))', link.field, link.host, link.field)
            END INTO found USING added;
          used := used || found;
        END LOOP;
        RETURN QUERY SELECT unnest(added) EXCEPT SELECT unnest(used);
      END $$;
      REVOKE ALL ON FUNCTION unused_partners_of_batch(uuid) FROM PUBLIC, accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
