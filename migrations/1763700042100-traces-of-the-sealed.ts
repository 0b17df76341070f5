import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class TracesOfTheSealed1763700042100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether an address is that of a sealed person of this organization whom the caller may not see, and of nobody there
      -- whom they may. A relay address is one too.
      CREATE FUNCTION is_hidden_address(organization uuid, email text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT coalesce(bool_and(p.is_sealed AND NOT EXISTS (SELECT 1 FROM sealed_readers r
            WHERE r.person_id = p.id AND r.account_id = accord_account())), false)
        FROM person_emails e JOIN people p ON p.id = e.person_id
        WHERE e.canonical = email AND e.owner_id = organization
      $$;

      -- Lines of the audit log about what hangs on a sealed record are for its readers, as the record is. The CASE keeps ids
      -- of other kinds, which need not be UUIDs, away from the cast.
      CREATE FUNCTION is_hidden_subject(named text, wanted text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (
          SELECT 1 FROM people p WHERE p.is_sealed
            AND NOT EXISTS (SELECT 1 FROM sealed_readers r WHERE r.person_id = p.id AND r.account_id = accord_account())
            AND p.id IN (
              SELECT CASE WHEN named = 'person' THEN wanted::uuid END
              UNION ALL SELECT person_id FROM registrations WHERE id = CASE WHEN named = 'registration' THEN wanted::uuid END
              UNION ALL SELECT r.person_id FROM attendances a JOIN registrations r ON r.id = a.registration_id
                WHERE a.id = CASE WHEN named = 'attendance' THEN wanted::uuid END
              UNION ALL SELECT person_id FROM person_requests WHERE id = CASE WHEN named = 'person-request' THEN wanted::uuid END
              UNION ALL SELECT person_id FROM story_releases WHERE id = CASE WHEN named = 'story' THEN wanted::uuid END
              UNION ALL SELECT unnest(ARRAY[kept_id, absorbed_id]) FROM merges
                WHERE batch_id = CASE WHEN named = 'batch' THEN wanted::uuid END))
          OR EXISTS (SELECT 1 FROM suppressions s WHERE s.id = CASE WHEN named = 'suppression' THEN wanted::uuid END
            AND s.reason <> 'staff' AND is_hidden_address(s.organization_id, s.canonical_email))
      $$;
      DROP POLICY audit_of_visible_people ON audit_entries;
      CREATE POLICY audit_of_visible_people ON audit_entries AS RESTRICTIVE FOR SELECT
        USING (subject_kind NOT IN ('person', 'registration', 'attendance', 'person-request', 'story', 'batch', 'suppression')
          OR NOT is_hidden_subject(subject_kind, subject_id));

      -- What staff say of an address stands beside what its owner did. A sealed person's own "no" is on no list that others
      -- read, so it may not be what keeps a colleague's from it.
      DROP INDEX suppressions_canonical_email_organization_id_idx;
      CREATE UNIQUE INDEX suppressions_living ON suppressions (canonical_email, organization_id, (reason = 'staff'))
        NULLS NOT DISTINCT WHERE lifted_at IS NULL;
      CREATE OR REPLACE FUNCTION suppress_everywhere(email text, why text, more text, delivery bigint) RETURNS void
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          INSERT INTO suppressions (canonical_email, organization_id, reason, detail, delivery_id)
          VALUES (email, NULL, why, more, delivery)
          ON CONFLICT (canonical_email, organization_id, (reason = 'staff')) WHERE lifted_at IS NULL DO NOTHING
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
