import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** What somebody merely typed meets no sealed person, and no number tells of one. */
export class UnprovenMeetings1763700042400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As before, but a sealed person is met by proof alone (a link in their own mail), or by a reader of their record. Were
      -- they met by whatever is typed into a form, whoever types and then looks would learn that they are known here. Of two
      -- records with one name and address the sealed one is meant.
      DROP FUNCTION meet_person(uuid, text, text, text, text);
      CREATE FUNCTION meet_person(owner uuid, email text, phone text, given text, family text, is_proven boolean) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE met uuid;
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(owner::text, 4005));
        IF email IS NOT NULL THEN
          PERFORM pg_advisory_xact_lock(hashtextextended(owner || ' ' || email, 4004));
          SELECT p.id INTO met FROM person_emails e JOIN people p ON p.id = e.person_id
            WHERE e.canonical = email AND e.owner_id = owner AND p.state = 'active' AND may_meet(p, is_proven)
            ORDER BY plain(p.given_name || ' ' || p.family_name) = plain(given || ' ' || family) DESC, p.is_sealed DESC,
              p.created_at, p.id LIMIT 1;
        END IF;
        IF met IS NULL AND phone IS NOT NULL THEN
          PERFORM pg_advisory_xact_lock(hashtextextended(owner || ' ' || phone, 4004));
          SELECT p.id INTO met FROM person_phones t JOIN people p ON p.id = t.person_id
            WHERE t.e164 = phone AND t.owner_id = owner AND p.state = 'active' AND plain(p.given_name) = plain(given)
              AND may_meet(p, is_proven)
            ORDER BY plain(p.family_name) = plain(family) DESC, p.is_sealed DESC, p.created_at, p.id LIMIT 1;
        END IF;
        IF met IS NOT NULL THEN
          PERFORM set_config('accord.met', (accord_met() || met)::text, true);
        END IF;
        RETURN met;
      END $$;
      CREATE FUNCTION may_meet(person people, is_proven boolean) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT is_proven OR NOT person.is_sealed OR EXISTS (SELECT 1 FROM sealed_readers r
            WHERE r.person_id = person.id AND r.account_id = accord_account())
        $$;
      REVOKE EXECUTE ON FUNCTION may_meet FROM PUBLIC;

      -- Addresses that were typed unproven and are behind a relay: they stand in an open record as a stranger's would, and mail
      -- to them keeps to the safe contact of the sealed person (email/sending/eligibility.sql.ts).
      CREATE TABLE typed_addresses (
        owner_id uuid NOT NULL,
        canonical_email text NOT NULL,
        person_id uuid NOT NULL,
        PRIMARY KEY (owner_id, canonical_email, person_id),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE
      );
      CREATE INDEX ON typed_addresses (person_id);
      ALTER TABLE typed_addresses ENABLE ROW LEVEL SECURITY;
      CREATE POLICY typed_addresses_own ON typed_addresses USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      REVOKE INSERT, UPDATE ON typed_addresses FROM accord_web;
      -- It goes with the last open record that has it: what is behind a relay stands nowhere without need.
      CREATE FUNCTION forget_typed_addresses() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM typed_addresses) THEN
          DELETE FROM typed_addresses t USING gone g WHERE t.owner_id = g.owner_id AND t.canonical_email = g.canonical
            AND NOT EXISTS (SELECT 1 FROM person_emails e WHERE e.canonical = g.canonical AND e.owner_id = g.owner_id);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER forget_typed_addresses AFTER DELETE ON person_emails REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION forget_typed_addresses();
      -- As the owner of the tables, because the form's transaction does not see whose relay it is.
      CREATE FUNCTION note_typed_address(owner uuid, email text, relay text) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          INSERT INTO typed_addresses (owner_id, canonical_email, person_id)
          SELECT r.owner_id, email, r.person_id FROM relay_addresses r
          WHERE r.address = relay AND r.owner_id = owner AND r.ends_at IS NULL ON CONFLICT DO NOTHING
        $$;

      -- Imports meet nobody hidden any more either.
      ALTER TABLE import_rows DROP COLUMN is_hidden;
      ALTER TABLE external_ids DROP CONSTRAINT external_ids_pkey,
        ADD PRIMARY KEY (owner_id, system, external_id, person_id);

      -- What a petition's count says: one for each address, and sealed people in full fives, so that nobody who compares it
      -- with the list finds one of them.
      CREATE VIEW signature_counts AS
        SELECT petition_id,
          (count(*) FILTER (WHERE NOT is_sealed) + count(*) FILTER (WHERE is_sealed) / 5 * 5)::int AS n
        FROM (SELECT s.petition_id, bool_and(coalesce(p.is_sealed, false)) AS is_sealed
          FROM signatures s LEFT JOIN people p ON p.id = s.person_id WHERE s.state = 'confirmed'
          GROUP BY s.petition_id, s.canonical_email) signers
        GROUP BY petition_id;
      REVOKE ALL ON signature_counts FROM accord_web;
      -- Brings the count of one petition to that, by a delta. Those that change it by a sealed person take turns.
      CREATE FUNCTION settle_signatures(petition uuid) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(petition::text, 4011));
        INSERT INTO petition_deltas (petition_id, n)
          SELECT petition, off.n FROM (SELECT coalesce((SELECT c.n FROM signature_counts c WHERE c.petition_id = petition), 0)
            - p.confirmed_count - coalesce((SELECT sum(d.n) FROM petition_deltas d WHERE d.petition_id = petition), 0) AS n
            FROM petitions p WHERE p.id = petition) off
          WHERE off.n <> 0;
      END $$;
      -- One more or one less, of this signer; call it after the signature itself was changed.
      CREATE FUNCTION count_signature(petition uuid, signer uuid, by int) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM people p WHERE p.id = signer AND p.is_sealed) THEN
          PERFORM settle_signatures(petition);
        ELSE
          INSERT INTO petition_deltas (petition_id, n) VALUES (petition, by);
        END IF;
      END $$;

      -- The seats of a sealed person's party are in no number either: a rally holds them too. Walk-ins stand in the room
      -- already, and are held against no capacity.
      CREATE FUNCTION is_sealed(person uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM people p WHERE p.id = person AND p.is_sealed) $$;
      CREATE VIEW shift_seats AS
        SELECT a.shift_id,
          coalesce(sum(a.seats) FILTER (WHERE a.state NOT IN ('waitlisted', 'cancelled')), 0)::int AS taken,
          (count(*) FILTER (WHERE a.state = 'waitlisted'))::int AS waiting
        FROM attendances a JOIN registrations r ON r.id = a.registration_id LEFT JOIN people p ON p.id = r.person_id
        WHERE NOT r.is_walk_in AND NOT coalesce(p.is_sealed, false) GROUP BY a.shift_id;
      REVOKE ALL ON shift_seats FROM accord_web;

      -- Whoever is sealed or opened leaves or enters the numbers with everything that hangs on them. A wait ends with a
      -- place, because sealed people wait for nobody's; a shift that becomes too full is made larger.
      CREATE FUNCTION count_sealing() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE theirs uuid[];
      BEGIN
        PERFORM settle_signatures(s.petition_id) FROM (SELECT DISTINCT petition_id FROM signatures
          WHERE person_id = NEW.id AND state = 'confirmed' ORDER BY 1) s;
        theirs := ARRAY(SELECT DISTINCT a.shift_id FROM attendances a JOIN registrations r ON r.id = a.registration_id
          WHERE r.person_id = NEW.id AND a.state <> 'cancelled');
        PERFORM 1 FROM shifts WHERE id = ANY (theirs) ORDER BY id FOR UPDATE;
        IF NEW.is_sealed THEN
          UPDATE attendances a SET state = 'registered', updated_at = now() FROM registrations r
          WHERE r.id = a.registration_id AND r.person_id = NEW.id AND a.state = 'waitlisted';
        END IF;
        UPDATE shifts s SET taken = c.taken, waiting = c.waiting, capacity = greatest(s.capacity, CASE WHEN s.capacity IS NOT NULL THEN c.taken END)
        FROM (SELECT t.id, coalesce(n.taken, 0) AS taken, coalesce(n.waiting, 0) AS waiting
          FROM unnest(theirs) t(id) LEFT JOIN shift_seats n ON n.shift_id = t.id) c
        WHERE s.id = c.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER count_sealing AFTER UPDATE OF is_sealed ON people FOR EACH ROW
        WHEN (OLD.is_sealed IS DISTINCT FROM NEW.is_sealed) EXECUTE FUNCTION count_sealing();
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
