import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class PartnerLogos1763700030701 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE partners ADD COLUMN logo_file_id uuid REFERENCES files;
      CREATE INDEX ON partners (logo_file_id) WHERE logo_file_id IS NOT NULL;
      -- A logo is seen with the partner that carries it, whichever chapter sent it; by visitors only while that partner
      -- is listed. As the owner of the tables: the policies of partners and memberships would each be planned again.
      CREATE FUNCTION logo_is_seen(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM partners p JOIN memberships m ON m.partner_id = p.id
             WHERE p.logo_file_id = file AND (m.chapter_id = ANY (accord_scope()) OR m.partner_id = ANY (accord_scope())
               OR (accord_is_public() AND m.status = 'active' AND p.is_listing_consented))) $$;
      CREATE POLICY files_logos ON files FOR SELECT USING (purpose = 'logo' AND logo_is_seen(id));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
