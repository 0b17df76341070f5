import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SearchForWords1763700035010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whom a fragment of a name, an email, a telephone number or an organization that they have a role at may mean, among
      -- the people whom the scope lists. Apart from the query that shows them, because LIKE is not leakproof: under row-level
      -- security PostgreSQL would judge every row by its policy first and leave the trigram indexes aside. Gives ids only;
      -- whoever reads them is still bound. fragment: plain and lower case, at least two characters; two are looked for where
      -- words begin, since only there do trigrams know them. digits: those of the fragment, '' where there are too few.
      -- owners: only theirs, NULL for all of the scope. most: so many at the most by each of the four, and a NULL says that
      -- there may be more; NULL for all of them. Hidden people are left out before they are counted. Several words are looked
      -- for in no email, which has no space: every address that holds one of them would be read for nothing. No scan of a whole
      -- table, and a plan for each fragment: what is seldom and what is common are found in different ways.
      CREATE OR REPLACE FUNCTION people_matching(fragment text, digits text, owners uuid[], most int) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp
        SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
      DECLARE
        scope uuid[] := ARRAY(SELECT unnest(accord_scope()) INTERSECT SELECT unnest(coalesce(owners, accord_scope())));
        start text := CASE WHEN length(fragment) > 2 THEN '%' ELSE '' END || fragment || '%';
        word text := CASE WHEN length(fragment) > 2 THEN '%' ELSE '% ' END || fragment || '%';
        found int;
      BEGIN
        RETURN QUERY SELECT p.id FROM listed_people p WHERE p.owner_id = ANY (scope)
          AND (plain(p.given_name || ' ' || p.family_name) LIKE start OR plain(p.given_name || ' ' || p.family_name) LIKE word)
          LIMIT most;
        GET DIAGNOSTICS found = ROW_COUNT;
        IF found = most THEN RETURN NEXT NULL; END IF;
        IF fragment !~ '\\s' THEN
          RETURN QUERY SELECT e.person_id FROM person_emails e WHERE e.owner_id = ANY (scope) AND e.canonical LIKE start
            AND EXISTS (SELECT 1 FROM listed_people p WHERE p.id = e.person_id) LIMIT most;
          GET DIAGNOSTICS found = ROW_COUNT;
          IF found = most THEN RETURN NEXT NULL; END IF;
        END IF;
        RETURN QUERY SELECT r.person_id FROM organizations o JOIN partner_roles r ON r.partner_id = o.id
          WHERE (plain(o.public_name) LIKE start OR plain(o.public_name) LIKE word)
            AND r.starts_on <= current_date AND coalesce(r.ends_on >= current_date, true)
            AND EXISTS (SELECT 1 FROM listed_people p WHERE p.id = r.person_id AND p.owner_id = ANY (scope)) LIMIT most;
        GET DIAGNOSTICS found = ROW_COUNT;
        IF found = most THEN RETURN NEXT NULL; END IF;
        IF digits <> '' THEN
          RETURN QUERY SELECT t.person_id FROM person_phones t
            WHERE t.owner_id = ANY (scope) AND t.e164 LIKE '%' || digits || '%'
              AND EXISTS (SELECT 1 FROM listed_people p WHERE p.id = t.person_id) LIMIT most;
          GET DIAGNOSTICS found = ROW_COUNT;
          IF found = most THEN RETURN NEXT NULL; END IF;
        END IF;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
