import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Merging1763700030510 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What undoing a merge must know beside the history: the kept row's roll-ups before, who was named a reader by it.
      ALTER TABLE merges
        ADD COLUMN kept_last_action_at timestamptz,
        ADD COLUMN sealed_id uuid,
        ADD COLUMN named_readers uuid[] NOT NULL DEFAULT '{}';

      -- Names the readers of one sealed person readers of another, before that one is sealed too. Of its own rights, because
      -- a reader sees only their own line of the list; works only for who may open the sealed one. Gives whom it named.
      CREATE FUNCTION name_same_readers(sealed uuid, other uuid) RETURNS uuid[]
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE named uuid[];
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM people p JOIN sealed_readers r ON r.person_id = p.id JOIN people o ON o.id = other
          WHERE p.id = sealed AND p.is_sealed AND o.owner_id = p.owner_id AND p.owner_id = ANY (accord_scope())
            AND r.account_id = accord_account()) THEN
          RAISE insufficient_privilege USING MESSAGE = 'not a reader of the sealed person';
        END IF;
        WITH made AS (
          INSERT INTO sealed_readers (person_id, account_id) SELECT other, account_id FROM sealed_readers
          WHERE person_id = sealed ON CONFLICT DO NOTHING RETURNING account_id)
        SELECT coalesce(array_agg(account_id), '{}') INTO named FROM made;
        RETURN named;
      END $$;

      -- Whether two sealed people are read by the same accounts; NULL for who may not open both.
      CREATE FUNCTION have_same_readers(one uuid, other uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT NOT EXISTS (
          (SELECT account_id FROM sealed_readers WHERE person_id = one EXCEPT
           SELECT account_id FROM sealed_readers WHERE person_id = other)
          UNION ALL
          (SELECT account_id FROM sealed_readers WHERE person_id = other EXCEPT
           SELECT account_id FROM sealed_readers WHERE person_id = one))
        WHERE (SELECT count(DISTINCT person_id) FROM sealed_readers
          WHERE person_id IN (one, other) AND account_id = accord_account()) = 2
      $$;

      -- After the undo of a merge has unsealed a person: takes away the readers that the merge had named for them.
      CREATE FUNCTION unname_readers_of_merge(merge uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DELETE FROM sealed_readers r USING merges m JOIN people p ON p.id = m.sealed_id
        WHERE m.batch_id = merge AND m.owner_id = ANY (accord_scope()) AND NOT p.is_sealed
          AND r.person_id = m.sealed_id AND r.account_id = ANY (m.named_readers)
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
