import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Retention1763700031430 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How long an organization keeps what it does not need for ever. No row: for ever.
      CREATE TABLE retention_rules (
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        data_class text NOT NULL CHECK (data_class IN ('tracking', 'unconfirmed-signatures', 'import-rows', 'code-views')),
        keep_days int NOT NULL CHECK (keep_days BETWEEN 30 AND 3653),
        is_on boolean NOT NULL,
        changed_by uuid REFERENCES accounts,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner_id, data_class)
      );
      ALTER TABLE retention_rules ENABLE ROW LEVEL SECURITY;
      CREATE POLICY retention_rules_own ON retention_rules USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- What went by such a rule, and when.
      CREATE TABLE purges (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        data_class text NOT NULL,
        older_than timestamptz NOT NULL,
        counted int NOT NULL CHECK (counted > 0),
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON purges (owner_id, id DESC);
      ALTER TABLE purges ENABLE ROW LEVEL SECURITY;
      CREATE POLICY purges_own ON purges USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE INSERT, UPDATE, DELETE ON purges FROM accord_web;

      -- The rows of a class that are older, as what follows FROM; $1 is the organization, $2 the moment. Signatures that were
      -- never confirmed count nowhere, rows of imports are what could not be taken over, and what an open or a click did is
      -- in the ledger of engagements.
      CREATE FUNCTION expired_of(class text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE class
          WHEN 'tracking' THEN 'tracking_events WHERE kind IN (''open'', ''click'') AND judged_at IS NOT NULL AND at < $2
            AND delivery_id IN (SELECT id FROM deliveries WHERE owner_id = $1)'
          WHEN 'unconfirmed-signatures' THEN 'signatures WHERE owner_id = $1 AND state = ''pending'' AND asked_at < $2'
          WHEN 'import-rows' THEN 'import_rows WHERE import_id IN (SELECT id FROM imports WHERE owner_id = $1
            AND finished_at < $2)'
          WHEN 'code-views' THEN 'code_views WHERE on_date < $2::date AND code IN (SELECT code FROM source_codes
            WHERE owner_id = $1)' END $$;
      -- How many they are. As the owner of the tables, for an organization of the scope: the number is the dry run's.
      CREATE FUNCTION count_expired(organization uuid, class text, older_than timestamptz) RETURNS int
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE n int;
      BEGIN
        IF NOT organization = ANY (accord_scope()) THEN RETURN 0; END IF;
        EXECUTE 'SELECT count(*)::int FROM ' || expired_of(class) INTO n USING organization, older_than;
        RETURN n;
      END $$;
      -- Deletes them, and gives how many they were. Only the worker may.
      CREATE FUNCTION purge_expired(organization uuid, class text, older_than timestamptz) RETURNS int
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
      DECLARE n int;
      BEGIN
        EXECUTE 'DELETE FROM ' || expired_of(class) USING organization, older_than;
        GET DIAGNOSTICS n = ROW_COUNT;
        RETURN n;
      END $$;
      REVOKE EXECUTE ON FUNCTION purge_expired FROM PUBLIC;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
