import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class VolunteeringImports1763700042600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a row says that they offer, and which trainings they did: [{ "training_id", "done_on" }].
      ALTER TABLE import_rows ADD COLUMN skills text[], ADD COLUMN spoken text[], ADD COLUMN trainings jsonb;

      -- As before, and an offer or a training that came with the person is no use of them: whoever changes one leaves a line
      -- in their history, which is.
      CREATE OR REPLACE FUNCTION people_in_use(ids uuid[], batch uuid) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE link record;
      BEGIN
        FOR link IN
          SELECT c.conrelid::regclass::text AS host, a.attname AS field
          FROM pg_constraint c
          JOIN LATERAL unnest(c.conkey, c.confkey) AS k (host_column, people_column) ON true
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.host_column
          JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.people_column AND b.attname = 'id'
          WHERE c.contype = 'f' AND c.confrelid = 'people'::regclass AND c.conrelid::regclass::text NOT IN
            ('person_emails', 'person_phones', 'person_addresses', 'person_districts', 'person_tags', 'person_values',
             'subscriptions', 'external_ids', 'import_rows', 'duplicate_suggestions', 'consents', 'engagements',
             'person_changes', 'opt_in_requests', 'volunteer_profiles', 'person_trainings')
        LOOP
          RETURN QUERY EXECUTE format('SELECT DISTINCT %I FROM %s WHERE %I = ANY ($1)', link.field, link.host, link.field)
            USING ids;
        END LOOP;
        RETURN QUERY SELECT person_id FROM consents WHERE person_id = ANY (ids) AND source_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM opt_in_requests WHERE person_id = ANY (ids) AND source_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM engagements WHERE person_id = ANY (ids) AND what_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM person_changes WHERE person_id = ANY (ids) AND batch_id IS DISTINCT FROM batch;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
