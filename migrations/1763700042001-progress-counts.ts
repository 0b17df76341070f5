import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ProgressCounts1763700042001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Also those who were merged: mail stays under the record that it went to.
      DROP INDEX people_sealed;
      CREATE INDEX people_sealed ON people (owner_id, plain(family_name), plain(given_name)) WHERE is_sealed;

      -- States of a delivery that are counted by their reasons.
      CREATE FUNCTION explained_states() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT ARRAY['failed', 'suppressed', 'unknown', 'deferred'] $$;

      -- Whether every recipient of a mailing is somebody of the caller's own organizations, so that only sealed ones can be
      -- hidden from the caller: it went to people of these (Audiences), and people never change their owner. False also for
      -- a mailing that is not the caller's, or that is none.
      CREATE FUNCTION sees_all_recipients(mailing uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM mailings m WHERE m.id = mailing AND m.owner_id = ANY (accord_scope())
          AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(coalesce(m.audience -> 'organizations', '[]')) AS o (id)
            WHERE o.id::uuid <> ALL (accord_scope())))
      $$;

      -- The deliveries of such a mailing by state and kind of reason, without those to sealed people whom the caller does not
      -- read. Of its own rights: row-level security would look at every recipient by itself. Nothing of any other mailing. All
      -- are counted, most of them in the index alone, and what is hidden is taken off: there is little of it.
      CREATE FUNCTION count_all_deliveries(mailing uuid) RETURNS TABLE (state text, reason text, count bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.state, c.reason, sum(c.n)::bigint FROM (
          SELECT d.state, NULL AS reason, count(*) AS n FROM deliveries d
          WHERE d.mailing_id = mailing AND d.state <> ALL (explained_states()) GROUP BY 1
          UNION ALL
          SELECT d.state, split_part(d.reason, ':', 1), count(*) FROM deliveries d
          WHERE d.mailing_id = mailing AND d.state = ANY (explained_states()) GROUP BY 1, 2
          UNION ALL
          SELECT d.state, CASE WHEN d.state = ANY (explained_states()) THEN split_part(d.reason, ':', 1) END, -count(*)
          FROM people p JOIN deliveries d ON d.person_id = p.id AND d.mailing_id = mailing
          WHERE p.is_sealed AND p.owner_id = ANY (accord_scope())
            AND NOT EXISTS (SELECT 1 FROM sealed_readers r WHERE r.person_id = p.id AND r.account_id = accord_account())
          GROUP BY 1, 2) c
        WHERE sees_all_recipients(mailing) GROUP BY 1, 2 HAVING sum(c.n) > 0
      $$;

      -- The deliveries of a mailing that the caller sees, by state and kind of reason (what stands before the first colon; NULL
      -- where states have none): by the way above, or one by one.
      CREATE FUNCTION count_deliveries(mailing uuid) RETURNS TABLE (state text, reason text, count bigint)
        LANGUAGE sql STABLE AS $$
        SELECT * FROM count_all_deliveries(mailing)
        UNION ALL
        SELECT d.state, CASE WHEN d.state = ANY (explained_states()) THEN split_part(d.reason, ':', 1) END, count(*)
        FROM deliveries d WHERE d.mailing_id = mailing AND NOT sees_all_recipients(mailing) GROUP BY 1, 2
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
