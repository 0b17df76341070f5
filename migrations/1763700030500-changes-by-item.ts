import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ChangesByItem1763700030500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which contact point, tag or custom field a change is about; NULL for the columns of people themselves.
      ALTER TABLE person_changes ADD COLUMN item_id uuid;
      -- Undo takes the people of a batch one stretch after the other.
      DROP INDEX person_changes_batch_id_id_idx;
      CREATE INDEX ON person_changes (batch_id, person_id, id) WHERE batch_id IS NOT NULL;

      -- Which of these people something hangs on that is not part of their record and not of the batch: what they did, said
      -- or were sent, roles, notes, later changes. Asks every table that refers to people, so a feature that comes later
      -- counts by itself. Of its own rights, because deeds of sealed people count too; it says of ids that the caller
      -- holds already whether they may go.
      CREATE FUNCTION people_in_use(ids uuid[], batch uuid) RETURNS SETOF uuid
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
             'person_changes')
        LOOP
          RETURN QUERY EXECUTE format('SELECT DISTINCT %I FROM %s WHERE %I = ANY ($1)', link.field, link.host, link.field)
            USING ids;
        END LOOP;
        RETURN QUERY SELECT person_id FROM consents WHERE person_id = ANY (ids) AND source_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM engagements WHERE person_id = ANY (ids) AND what_id IS DISTINCT FROM batch;
        RETURN QUERY SELECT person_id FROM person_changes WHERE person_id = ANY (ids) AND batch_id IS DISTINCT FROM batch;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
