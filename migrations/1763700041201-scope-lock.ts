import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ScopeLock1763700041201 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The worker freezes a mailing for the organizations that its audience names, and is bound by nothing then: so what is
      -- written there is bound. Not by a policy, which would ask at every write of the row, and would forbid to stop a mailing
      -- of which an organization has withdrawn its leave since.
      CREATE FUNCTION audience_of_scope() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF row_security_active('mailings') AND EXISTS (
          SELECT 1 FROM jsonb_array_elements_text(coalesce(NEW.audience -> 'organizations', '[]')) o (id)
          WHERE o.id::uuid <> ALL (accord_scope())) THEN
          RAISE EXCEPTION 'an audience of people out of scope' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER mailings_audience_written BEFORE INSERT ON mailings
        FOR EACH ROW EXECUTE FUNCTION audience_of_scope();
      CREATE TRIGGER mailings_audience_changed BEFORE UPDATE OF audience ON mailings
        FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION audience_of_scope();

      -- Which of these addresses are of people who hold such a role in the organization, or in its network where it lets it.
      -- Of an organization out of scope it says nothing. Leans on accounts (email) and grants (organization_id, account_id).
      CREATE FUNCTION staff_among(organization uuid, roles text[], emails text[]) RETURNS SETOF text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT e.email FROM unnest(emails) AS e (email)
        WHERE organization = ANY (accord_scope()) AND EXISTS (
          SELECT 1 FROM accounts a JOIN grants g ON g.account_id = a.id
          WHERE a.email = lower(e.email) AND a.kind = 'person' AND a.state = 'active' AND g.role = ANY (roles)
            AND (g.expires_at IS NULL OR g.expires_at > now())
            AND (g.organization_id = organization OR g.organization_id = (
              SELECT c.network_id FROM chapters c WHERE c.id = organization AND c.grants_network)))
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
