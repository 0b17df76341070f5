import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Forms count as they come, whoever has sent one before. */
export class CountedForms1763700042401 implements MigrationInterface {
  name = 'CountedForms1763700042401';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A robot's form is a row of its own, whatever the address has signed before: one that is not added would tell staff
      -- that somebody whom they do not see has. Otherwise put_signatures is as before.
      ALTER TABLE signatures DROP CONSTRAINT signatures_petition_id_version_canonical_email_key;
      CREATE UNIQUE INDEX signatures_of_signers ON signatures (petition_id, version, canonical_email) WHERE NOT is_suspect;
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
          ON CONFLICT (petition_id, version, canonical_email) WHERE NOT is_suspect DO NOTHING
          RETURNING id, petition_id, canonical_email
        ), renewed AS (
          UPDATE signatures s SET state = 'pending', given_name = n.given_name, family_name = n.family_name,
            email = n.email, zip = n.zip, comment = n.comment, is_public = n.is_public, language = n.language,
            consents = n.consents, source_code = coalesce(s.source_code, n.source_code),
            asked_at = now(), withdrawn_at = NULL, mail_due_at = CASE WHEN s.mails_sent < most_mails THEN now() END
          FROM newest n
          WHERE s.petition_id = n.petition_id AND s.version = n.version AND s.canonical_email = n.canonical_email
            AND s.state <> 'confirmed' AND NOT s.is_suspect AND NOT n.is_suspect
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
          AND known.canonical_email = t.canonical_email AND NOT known.is_suspect
        ORDER BY i.ord;
      END $$;

      -- Forms that were taken are counted as they come: counted by rows they would tell who had signed before.
      ALTER TABLE action_views ADD COLUMN submitted int NOT NULL DEFAULT 0;
      INSERT INTO action_views (action_kind, action_id, owner_id, source_code, on_date, submitted)
        SELECT sent.kind, sent.id, sent.owner_id, sent.code, (now() AT TIME ZONE 'UTC')::date, count(*) FROM (
          SELECT 'petition' AS kind, d.petition_id AS id, d.owner_id,
            CASE WHEN EXISTS (SELECT 1 FROM signatures s WHERE s.share_code = d.source_code) THEN '*' ELSE coalesce(d.source_code, '') END AS code
          FROM signatures d WHERE NOT d.is_suspect
          UNION ALL SELECT 'event', event_id, owner_id, coalesce(source_code, '') FROM registrations WHERE NOT is_walk_in
          UNION ALL SELECT 'letter', letter_campaign_id, owner_id, coalesce(source_code, '') FROM letters WHERE NOT is_suspect) sent
        GROUP BY sent.kind, sent.id, sent.owner_id, sent.code
        ON CONFLICT (action_id, source_code, on_date) DO UPDATE SET submitted = EXCLUDED.submitted;
      CREATE OR REPLACE FUNCTION count_action_views(seen jsonb) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO code_views (code, on_date, n)
        SELECT c.code, (now() AT TIME ZONE 'UTC')::date, sum(v.viewed)
        FROM jsonb_to_recordset(seen) AS v (source text, viewed int) JOIN source_codes c ON c.code = v.source
        WHERE v.viewed > 0 GROUP BY c.code ORDER BY c.code
        ON CONFLICT (code, on_date) DO UPDATE SET n = code_views.n + EXCLUDED.n;

        INSERT INTO action_views (action_kind, action_id, owner_id, source_code, on_date, viewed, started, submitted, shared)
        SELECT a.kind, a.id, a.owner_id, c.code, (now() AT TIME ZONE 'UTC')::date, sum(v.viewed), sum(v.started), sum(v.submitted),
          sum(v.shared)
        FROM jsonb_to_recordset(seen) AS v (kind text, slug text, source text, viewed int, started int, submitted int, shared int)
        JOIN LATERAL (
          SELECT 'petition' AS kind, id, owner_id FROM petitions WHERE v.kind = 'petition' AND slug = v.slug
          UNION ALL SELECT 'event', id, owner_id FROM events WHERE v.kind = 'event' AND slug = v.slug
          UNION ALL SELECT 'letter', id, owner_id FROM letter_campaigns WHERE v.kind = 'letter' AND slug = v.slug) a ON true
        CROSS JOIN LATERAL (SELECT CASE
          WHEN v.source = '' THEN ''
          WHEN EXISTS (SELECT 1 FROM signatures s WHERE s.share_code = v.source) THEN '*'
          WHEN EXISTS (SELECT 1 FROM source_codes k WHERE k.code = v.source)
            OR EXISTS (SELECT 1 FROM action_views k WHERE k.action_id = a.id AND k.source_code = v.source)
            OR (SELECT count(DISTINCT k.source_code) FROM action_views k WHERE k.action_id = a.id) < 200 THEN v.source
          ELSE '' END AS code) c
        GROUP BY a.kind, a.id, a.owner_id, c.code ORDER BY a.id, c.code
        ON CONFLICT (action_id, source_code, on_date) DO UPDATE SET viewed = action_views.viewed + EXCLUDED.viewed,
          started = action_views.started + EXCLUDED.started, submitted = action_views.submitted + EXCLUDED.submitted,
          shared = action_views.shared + EXCLUDED.shared
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
