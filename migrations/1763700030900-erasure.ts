import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Erasure1763700030900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- That somebody was erased, by hashes of their addresses: what a backup that comes back is cleaned by.
      CREATE TABLE erasures (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        person_id uuid NOT NULL,
        email_hashes text[] NOT NULL DEFAULT '{}',
        done_by uuid REFERENCES accounts,
        done_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON erasures (owner_id, done_at DESC);
      ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
      CREATE POLICY erasures_own ON erasures USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE INSERT, UPDATE, DELETE ON erasures FROM accord_web;
      -- Of this installation alone, so that nobody else's list of addresses finds a hash. Only its function reads it.
      CREATE TABLE erasure_salts (
        is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
        salt bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
      );
      INSERT INTO erasure_salts DEFAULT VALUES;
      ALTER TABLE erasure_salts ENABLE ROW LEVEL SECURITY;
      CREATE POLICY erasure_salts_of_nobody ON erasure_salts USING (false);
      REVOKE ALL ON erasure_salts FROM accord_web;
      -- What stands in the suppression list for an address whose owner was erased. No address looks like it.
      CREATE FUNCTION erased_email(email text) RETURNS text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT '#' || encode(sha256(salt || convert_to(email, 'UTF8')), 'hex') FROM erasure_salts $$;
      ALTER TABLE suppressions DROP CONSTRAINT suppressions_reason_check, ADD CONSTRAINT suppressions_reason_check CHECK
        (reason IN ('unsubscribed', 'hard-bounce', 'soft-bounces', 'complaint', 'staff', 'invalid', 'erased'));

      -- Takes a person out of everything, in the caller's transaction, and gives the files to be removed (imports that brought
      -- them, stored exports of their organization). What others count on stays without them: a signature counts, a seat was
      -- taken, a letter was sent. Consents and shares stay as evidence of nobody. Everything else that refers to the person
      -- goes, whatever feature it is of. NULL where there is no such person. Runs as the owner of the tables, because it
      -- changes evidence; who may call it is decided by its one caller (src/home/erasure/erasing.service.ts).
      CREATE FUNCTION erase_person(person uuid, account uuid) RETURNS uuid[]
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        owner uuid;
        ids uuid[];
        theirs text[];
        alone text[];
        taken uuid[];
        link record;
      BEGIN
        SELECT owner_id INTO owner FROM people WHERE id = person AND state = 'active' FOR UPDATE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        ids := person || ARRAY(SELECT id FROM people WHERE merged_into = person FOR UPDATE);
        theirs := ARRAY(SELECT DISTINCT canonical FROM person_emails WHERE person_id = ANY (ids));
        -- An address that somebody else here has too is theirs as well: what names no person stays.
        alone := ARRAY(SELECT t FROM unnest(theirs) t WHERE NOT EXISTS (SELECT 1 FROM person_emails e
          WHERE e.canonical = t AND e.owner_id = owner AND NOT e.person_id = ANY (ids)));

        UPDATE signatures SET given_name = '', family_name = '', email = '', canonical_email = 'erased:' || id, zip = '',
          comment = '', is_public = false, consents = '[]', mail_due_at = NULL
        WHERE owner_id = owner AND (person_id = ANY (ids) OR (person_id IS NULL AND canonical_email = ANY (alone)));
        UPDATE registrations SET given_name = '', family_name = '', email = NULL, canonical_email = NULL, phone = NULL, zip = '',
          access_needs = ''
        WHERE owner_id = owner AND (person_id = ANY (ids) OR (person_id IS NULL AND canonical_email = ANY (alone)));
        UPDATE outreaches o SET canonical_email = 'erased:' || l.id,
          state = CASE WHEN o.state IN ('proposed', 'queued') THEN 'cancelled' ELSE o.state END
        FROM letters l WHERE l.id = o.letter_id AND l.owner_id = owner
          AND (l.person_id = ANY (ids) OR (l.person_id IS NULL AND l.canonical_email = ANY (alone)));
        UPDATE letters SET given_name = '', family_name = '', email = '', canonical_email = 'erased:' || id, street = '',
          city = '', state_code = '', zip = '', phone = '', districts = '[]', subject = '', body = '', story = '', consents = '[]'
        WHERE owner_id = owner AND (person_id = ANY (ids) OR (person_id IS NULL AND canonical_email = ANY (alone)));
        UPDATE tracking_events SET agent = '' WHERE delivery_id IN (SELECT id FROM deliveries WHERE person_id = ANY (ids));
        -- Letters to offices go to an office's address in the writer's words: found by the person, as all the others.
        UPDATE deliveries SET canonical_email = 'erased:' || id, address = '', name = '', reply = NULL,
          message = CASE WHEN message IS NULL THEN NULL ELSE '{}'::jsonb END,
          state = CASE WHEN state IN ('pending', 'claimed', 'deferred') THEN 'cancelled' ELSE state END,
          settled_at = coalesce(settled_at, now())
        WHERE owner_id = owner AND (person_id = ANY (ids) OR (person_id IS NULL AND canonical_email = ANY (alone)));
        UPDATE engagements SET detail = '{}' WHERE person_id = ANY (ids);
        UPDATE consents SET text = '(erased)' WHERE person_id = ANY (ids);
        INSERT INTO share_ends (share_id, reason, ended_by)
          SELECT s.id, 'erased', account FROM shares s WHERE s.person_id = ANY (ids) AND s.ends_at > now()
          ON CONFLICT DO NOTHING;

        WITH brought AS (
          DELETE FROM import_rows r USING imports i WHERE i.id = r.import_id AND i.owner_id = owner
            AND (r.person_id = ANY (ids) OR r.canonicals && theirs) RETURNING r.import_id),
        batches AS (SELECT DISTINCT batch_id FROM person_changes WHERE person_id = ANY (ids) AND batch_id IS NOT NULL),
        emptied AS (
          UPDATE imports i SET file_id = NULL FROM imports o WHERE o.id = i.id AND i.file_id IS NOT NULL
            AND i.owner_id = owner AND (i.id IN (SELECT import_id FROM brought) OR i.batch_id IN (SELECT batch_id FROM batches))
          RETURNING o.file_id)
        SELECT array_agg(file_id) INTO taken FROM emptied;
        WITH gone AS (DELETE FROM files WHERE id = ANY (taken) OR (owner_id = owner AND purpose = 'export') RETURNING id)
        SELECT coalesce(array_agg(id), '{}') INTO taken FROM gone;
        DELETE FROM mailbox_messages WHERE recipients && theirs;

        -- The address itself goes from the list, its hash stays: nobody mails it by a later import.
        DELETE FROM suppressions WHERE canonical_email = ANY (alone) AND organization_id = owner AND lifted_at IS NOT NULL;
        UPDATE suppressions SET canonical_email = erased_email(canonical_email), detail = ''
          WHERE canonical_email = ANY (alone) AND (organization_id = owner OR (organization_id IS NULL AND NOT EXISTS
            (SELECT 1 FROM person_emails e WHERE e.canonical = canonical_email AND e.owner_id <> owner)));
        INSERT INTO suppressions (canonical_email, organization_id, reason)
          SELECT erased_email(t), owner, 'erased' FROM unnest(alone) t ON CONFLICT DO NOTHING;

        FOR link IN
          SELECT DISTINCT c.conrelid::regclass::text AS host, a.attname AS field
          FROM pg_constraint c
          JOIN LATERAL unnest(c.conkey, c.confkey) AS k (host_column, people_column) ON true
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.host_column
          JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.people_column AND b.attname = 'id'
          WHERE c.contype = 'f' AND c.confrelid = 'people'::regclass AND c.conrelid::regclass::text NOT IN
            ('people', 'signatures', 'registrations', 'letters', 'deliveries', 'engagements', 'consents', 'shares')
        LOOP
          EXECUTE format('DELETE FROM %s WHERE %I = ANY ($1)', link.host, link.field) USING ids;
        END LOOP;
        UPDATE people SET given_name = '', family_name = '', pronouns = '', state = 'erased', merged_into = NULL,
          source_code = NULL, updated_at = now() WHERE id = ANY (ids);
        INSERT INTO erasures (owner_id, person_id, email_hashes, done_by)
          VALUES (owner, person, ARRAY(SELECT erased_email(t) FROM unnest(theirs) t), account);
        RETURN taken;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
