import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Safety1763700030330 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How somebody said that it is safe to reach them. Without a row nothing special was agreed; with one, what it does not
      -- say is not safe, and past recheck_on nothing is.
      CREATE TABLE safe_contacts (
        person_id uuid PRIMARY KEY,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        email boolean NOT NULL,
        sms boolean NOT NULL,
        phone boolean NOT NULL,
        from_time time,
        until_time time,
        time_zone text NOT NULL,
        is_neutral boolean NOT NULL,
        neutral_name text NOT NULL DEFAULT '',
        neutral_subject text NOT NULL DEFAULT '',
        -- Words by which both sides know each other, and who may know: encrypted, the first byte is the key's id.
        safe_words_sealed bytea,
        may_know_sealed bytea,
        agreed_on date NOT NULL,
        recheck_on date NOT NULL,
        changed_by uuid REFERENCES accounts,
        changed_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        CHECK ((from_time IS NULL) = (until_time IS NULL)),
        CHECK (recheck_on > agreed_on AND recheck_on <= agreed_on + 366)
      );
      ALTER TABLE safe_contacts ENABLE ROW LEVEL SECURITY;
      CREATE POLICY safe_contacts_own ON safe_contacts USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));

      -- Who may open a sealed record. Asked of the record by who sees it: the list itself shows each account its own entries.
      CREATE FUNCTION readers_of(person uuid) RETURNS TABLE (id uuid, name text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT a.id, a.name FROM sealed_readers r JOIN accounts a ON a.id = r.account_id
          WHERE r.person_id = person AND EXISTS (SELECT 1 FROM sealed_readers me
            WHERE me.person_id = person AND me.account_id = accord_account())
          ORDER BY a.name, a.id
        $$;
      -- Takes a reader away; only a reader may, and the last one stays. Gives whether one went.
      CREATE FUNCTION remove_reader(person uuid, reader uuid) RETURNS boolean
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          PERFORM 1 FROM people WHERE id = person FOR UPDATE;
          DELETE FROM sealed_readers r WHERE r.person_id = person AND r.account_id = reader
            AND EXISTS (SELECT 1 FROM sealed_readers me WHERE me.person_id = person AND me.account_id = accord_account())
            AND EXISTS (SELECT 1 FROM sealed_readers other WHERE other.person_id = person AND other.account_id <> reader);
          RETURN FOUND;
        END $$;
      -- An opened record keeps no list: whoever seals it next begins a new one. Only a reader may.
      CREATE FUNCTION forget_readers(person uuid) RETURNS void
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          DELETE FROM sealed_readers r WHERE r.person_id = person AND EXISTS (SELECT 1 FROM sealed_readers me
            WHERE me.person_id = person AND me.account_id = accord_account())
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
