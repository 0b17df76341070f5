import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Sealed people are reached by a relay address; their own is kept encrypted alone. */
export class RelayAddresses1763700034000 implements MigrationInterface {
  name = 'RelayAddresses1763700034000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE relay_addresses (
        id uuid PRIMARY KEY DEFAULT new_id(),
        person_id uuid NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        address text NOT NULL UNIQUE CHECK (address = lower(address)),
        -- Owner and address, encrypted: the first byte is the key's id. The keyed hash of the same text finds it on ways in.
        real_address_sealed bytea,
        real_address_hash text,
        started_at timestamptz NOT NULL DEFAULT now(),
        started_by uuid REFERENCES accounts ON DELETE SET NULL,
        -- Ended at once, and what is behind it forgotten.
        ends_at timestamptz,
        ended_by uuid REFERENCES accounts ON DELETE SET NULL,
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        CHECK ((ends_at IS NULL) = (real_address_sealed IS NOT NULL)),
        CHECK ((ends_at IS NULL) = (real_address_hash IS NOT NULL))
      );
      CREATE UNIQUE INDEX relay_addresses_running ON relay_addresses (person_id) WHERE ends_at IS NULL;
      CREATE INDEX relay_addresses_by_hash ON relay_addresses (real_address_hash) WHERE ends_at IS NULL;
      ALTER TABLE relay_addresses ENABLE ROW LEVEL SECURITY;
      CREATE POLICY relay_addresses_own ON relay_addresses USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));

      -- For each hash of an address that came in by a form, the relay address that it is kept under, or NULL. Whoever asks
      -- must be able to make the hash, which needs the installation's key: nobody learns here who is known.
      CREATE FUNCTION relays_behind(hashes jsonb) RETURNS TABLE (place bigint, address text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT given.place, (SELECT r.address FROM relay_addresses r
            WHERE r.real_address_hash IN (SELECT jsonb_array_elements_text(given.hashes)) AND r.ends_at IS NULL
            ORDER BY r.started_at, r.id LIMIT 1)
          FROM jsonb_array_elements(hashes) WITH ORDINALITY AS given (hashes, place)
          ORDER BY given.place
        $$;

      -- The text with every mention of one address, in whatever case, turned into another.
      CREATE FUNCTION replace_address(words text, email text, other text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT regexp_replace(words, regexp_replace(email, '([^a-zA-Z0-9@])', '\\\\\\1', 'g'), other, 'gi') $$;

      -- Puts the relay address where the real one stands with this person, and takes away what cannot be rewritten: the
      -- history of their addresses, rows of imports, the files of those and stored exports (given back to be removed). Runs
      -- as the owner of the tables, because it changes evidence; only a reader of the sealed record may. What others of the
      -- organization have under the same address stays theirs, and so do the words of letters, which are proved by their hash.
      -- NULL where it may not.
      CREATE FUNCTION hide_address(person uuid, real_email text, relay_email text) RETURNS uuid[]
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        owner uuid;
        ids uuid[];
        is_alone boolean;
        taken uuid[];
      BEGIN
        SELECT p.owner_id INTO owner FROM people p WHERE p.id = person AND p.state = 'active' AND p.is_sealed
          AND EXISTS (SELECT 1 FROM sealed_readers r WHERE r.person_id = p.id AND r.account_id = accord_account()) FOR UPDATE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        ids := person || ARRAY(SELECT id FROM people WHERE merged_into = person FOR UPDATE);
        is_alone := NOT EXISTS (SELECT 1 FROM person_emails e
          WHERE e.canonical = real_email AND e.owner_id = owner AND NOT e.person_id = ANY (ids));

        DELETE FROM person_changes WHERE person_id = ANY (ids) AND field = 'email';
        DELETE FROM person_emails WHERE person_id = ANY (ids);
        INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary) VALUES (person, owner, relay_email, relay_email, true);
        UPDATE person_notes SET body = replace_address(body, real_email, relay_email) WHERE person_id = ANY (ids);

        UPDATE signatures SET email = relay_email, canonical_email = relay_email
        WHERE owner_id = owner AND canonical_email = real_email AND (person_id = ANY (ids) OR (person_id IS NULL AND is_alone));
        UPDATE registrations SET email = relay_email, canonical_email = relay_email
        WHERE owner_id = owner AND canonical_email = real_email AND (person_id = ANY (ids) OR (person_id IS NULL AND is_alone));
        UPDATE outreaches o SET canonical_email = relay_email FROM letters l WHERE l.id = o.letter_id AND l.owner_id = owner
          AND o.canonical_email = real_email AND (l.person_id = ANY (ids) OR (l.person_id IS NULL AND is_alone));
        UPDATE letters SET email = relay_email, canonical_email = relay_email
        WHERE owner_id = owner AND canonical_email = real_email AND (person_id = ANY (ids) OR (person_id IS NULL AND is_alone));
        UPDATE deliveries SET address = CASE WHEN canonical_email = real_email THEN relay_email ELSE address END,
          canonical_email = CASE WHEN canonical_email = real_email THEN relay_email ELSE canonical_email END,
          reply = replace_address(reply, real_email, relay_email), message = replace_address(message::text, real_email, relay_email)::jsonb
        WHERE owner_id = owner AND (person_id = ANY (ids) OR (person_id IS NULL AND is_alone AND canonical_email = real_email));

        -- What held back their mail holds back the relay's.
        INSERT INTO suppressions (canonical_email, organization_id, reason)
          SELECT relay_email, s.organization_id, s.reason FROM suppressions s WHERE s.canonical_email = real_email AND s.lifted_at IS NULL
            AND (s.organization_id IS NULL OR s.organization_id = owner) ON CONFLICT DO NOTHING;
        DELETE FROM suppressions WHERE canonical_email = real_email AND organization_id = owner AND is_alone;

        WITH brought AS (
          DELETE FROM import_rows r USING imports i WHERE i.id = r.import_id AND i.owner_id = owner
            AND (r.person_id = ANY (ids) OR real_email = ANY (r.canonicals)) RETURNING r.import_id),
        batches AS (SELECT DISTINCT batch_id FROM person_changes WHERE person_id = ANY (ids) AND batch_id IS NOT NULL),
        emptied AS (
          UPDATE imports i SET file_id = NULL FROM imports o WHERE o.id = i.id AND i.file_id IS NOT NULL
            AND i.owner_id = owner AND (i.id IN (SELECT import_id FROM brought) OR i.batch_id IN (SELECT batch_id FROM batches))
          RETURNING o.file_id)
        SELECT array_agg(file_id) INTO taken FROM emptied;
        WITH gone AS (DELETE FROM files WHERE id = ANY (taken) OR (owner_id = owner AND purpose = 'export') RETURNING id)
        SELECT coalesce(array_agg(id), '{}') INTO taken FROM gone;
        DELETE FROM mailbox_messages WHERE real_email = ANY (recipients);
        RETURN taken;
      END $$;

      -- Who of staff wrote a message that a relay carries: the answer goes to them.
      ALTER TABLE deliveries ADD COLUMN written_by uuid REFERENCES accounts ON DELETE SET NULL;
      CREATE INDEX deliveries_written_by ON deliveries (written_by) WHERE written_by IS NOT NULL;

      -- What comes in is encrypted until it was read: it names people, and may be a letter of theirs.
      ALTER TABLE mail_notices ADD COLUMN raw_sealed bytea, ADD CHECK (read_at IS NULL OR raw_sealed IS NULL);
      CREATE FUNCTION take_sealed_mail_notice(way text, external text, content bytea, addresses text[]) RETURNS boolean
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          WITH taken AS (
            INSERT INTO mail_notices (source, external_id, raw_sealed, recipients) VALUES (way, external, content, addresses)
            ON CONFLICT (source, external_id) DO NOTHING RETURNING 1)
          SELECT EXISTS (SELECT 1 FROM taken)
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
