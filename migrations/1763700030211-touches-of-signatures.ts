import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class TouchesOfSignatures1763700030211 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As before (hot-paths says what becomes of each form), and a form that came by a code is a touch of its signature,
      -- until the signature counts: a new one, and one that is renewed.
      CREATE OR REPLACE FUNCTION put_signatures(forms jsonb, most_mails int)
        RETURNS TABLE (is_taken boolean, signature_id uuid)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN QUERY
        WITH input AS MATERIALIZED (
          SELECT * FROM jsonb_to_recordset(forms) AS i(ord int, petition_id uuid, version int, given_name text,
            family_name text, email text, canonical_email text, zip text, comment text, is_public boolean, language text,
            consents jsonb, source_code text, share_code text, is_suspect boolean)
        ), taken AS (
          SELECT i.*, p.owner_id, p.is_practice FROM input i JOIN petitions p ON p.id = i.petition_id
          WHERE p.state = 'open' AND p.version = i.version AND (p.closes_at IS NULL OR p.closes_at > now())
        ), newest AS MATERIALIZED (
          SELECT DISTINCT ON (petition_id, canonical_email) * FROM taken
          ORDER BY petition_id, canonical_email, is_suspect, ord DESC
        ), made AS (
          INSERT INTO signatures (petition_id, version, owner_id, given_name, family_name, email, canonical_email, zip,
            comment, is_public, language, consents, source_code, share_code, is_suspect, is_practice, mail_due_at)
          SELECT petition_id, version, owner_id, given_name, family_name, email, canonical_email, zip, comment, is_public,
            language, consents, source_code, share_code, is_suspect, is_practice, CASE WHEN NOT is_suspect THEN now() END
          FROM newest ORDER BY petition_id, canonical_email
          ON CONFLICT (petition_id, version, canonical_email) DO NOTHING
          RETURNING id, petition_id, canonical_email
        ), renewed AS (
          UPDATE signatures s SET state = 'pending', given_name = n.given_name, family_name = n.family_name,
            email = n.email, zip = n.zip, comment = n.comment, is_public = n.is_public, language = n.language,
            consents = n.consents, source_code = coalesce(s.source_code, n.source_code), is_suspect = false,
            asked_at = now(), withdrawn_at = NULL, mail_due_at = CASE WHEN s.mails_sent < most_mails THEN now() END
          FROM newest n
          WHERE s.petition_id = n.petition_id AND s.version = n.version AND s.canonical_email = n.canonical_email
            AND s.state <> 'confirmed' AND NOT n.is_suspect
          RETURNING s.id, s.petition_id, s.canonical_email
        ), answered AS (
          UPDATE signatures s SET mail_due_at = now() FROM newest n
          WHERE s.petition_id = n.petition_id AND s.version = n.version AND s.canonical_email = n.canonical_email
            AND s.state = 'confirmed' AND NOT n.is_suspect AND s.mails_sent < most_mails
        ), touched AS MATERIALIZED (
          SELECT record_touch('signature', s.id, n.owner_id, n.source_code) AS n
          FROM newest n
          JOIN (SELECT * FROM made UNION ALL SELECT * FROM renewed) s USING (petition_id, canonical_email)
          WHERE n.source_code IS NOT NULL
        )
        SELECT t.ord IS NOT NULL, coalesce(made.id, known.id)
        FROM input i
        CROSS JOIN (SELECT sum(n) FROM touched) counted
        LEFT JOIN taken t ON t.ord = i.ord
        LEFT JOIN made ON made.petition_id = t.petition_id AND made.canonical_email = t.canonical_email
        LEFT JOIN signatures known ON known.petition_id = t.petition_id AND known.version = t.version
          AND known.canonical_email = t.canonical_email
        ORDER BY i.ord;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
