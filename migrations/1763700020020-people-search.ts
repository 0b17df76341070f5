import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class PeopleSearch1763700020020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX person_phones_trigrams ON person_phones USING gin (e164 gin_trgm_ops);

      -- Whom a fragment of a name, an email or a telephone number may mean, in the organizations of the scope. Apart from
      -- the query that shows them, because LIKE is not leakproof: under row-level security PostgreSQL would judge every
      -- row by its policy first and leave the trigram indexes aside. Gives ids only; whoever reads them is still bound.
      -- $1: the fragment, plain and lower case, at least two characters. $2: its digits, '' where there are too few.
      CREATE FUNCTION people_matching(fragment text, digits text) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
        SELECT id FROM people WHERE owner_id = ANY (accord_scope()) AND state = 'active'
          AND plain(given_name || ' ' || family_name) LIKE '%' || fragment || '%'
        UNION
        SELECT person_id FROM person_emails WHERE owner_id = ANY (accord_scope()) AND canonical LIKE '%' || fragment || '%'
        UNION
        SELECT person_id FROM person_phones WHERE digits <> '' AND owner_id = ANY (accord_scope())
          AND e164 LIKE '%' || digits || '%'
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
