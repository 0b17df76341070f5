import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Decisions1763700031110 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a coalition decides together. open -> closed, by staff or at its deadline; by-chair waits for a ruling then.
      CREATE TABLE decisions (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        title text NOT NULL,
        rule text NOT NULL CHECK (rule IN ('consensus', 'simple-majority', 'two-thirds', 'by-chair')),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
        version int NOT NULL DEFAULT 1,
        deadline_local timestamp NOT NULL,
        time_zone text NOT NULL,
        -- The same in UTC.
        deadline_at timestamptz NOT NULL,
        result text CHECK (result IN ('carried', 'not-carried')),
        closed_at timestamptz,
        -- By whose word it was carried or not, where the chair rules.
        ruled_by text NOT NULL DEFAULT '',
        is_practice boolean NOT NULL DEFAULT false,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, owner_id),
        CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
        CHECK (state = 'closed' OR result IS NULL),
        CHECK (state = 'open' OR rule = 'by-chair' OR result IS NOT NULL)
      );
      CREATE INDEX ON decisions (owner_id, id DESC);
      CREATE INDEX decisions_open ON decisions (deadline_at) WHERE state = 'open';
      -- Each text that was put to the partners. Free to change until somebody has answered, and frozen with its hash then.
      CREATE TABLE decision_versions (
        decision_id uuid NOT NULL REFERENCES decisions ON DELETE CASCADE,
        version int NOT NULL,
        text text NOT NULL,
        text_hash bytea,
        frozen_at timestamptz,
        written_by uuid REFERENCES accounts,
        written_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (decision_id, version),
        CHECK ((text_hash IS NULL) = (frozen_at IS NULL))
      );
      -- Whom it was put to. Chosen when it is put, so that who joins later does not change what was decided.
      CREATE TABLE decision_parties (
        decision_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        partner_id uuid NOT NULL,
        PRIMARY KEY (decision_id, partner_id),
        FOREIGN KEY (decision_id, owner_id) REFERENCES decisions (id, owner_id) ON DELETE CASCADE,
        FOREIGN KEY (partner_id, owner_id) REFERENCES memberships (partner_id, chapter_id) ON DELETE CASCADE
      );
      CREATE INDEX ON decision_parties (partner_id, owner_id);
      -- Append-only: the last one on a version counts, and all are kept.
      CREATE TABLE decision_answers (
        id uuid PRIMARY KEY DEFAULT new_id(),
        decision_id uuid NOT NULL,
        version int NOT NULL,
        partner_id uuid NOT NULL,
        answer text NOT NULL CHECK (answer IN ('support', 'stand-aside', 'object')),
        reason text NOT NULL DEFAULT '',
        given_by uuid REFERENCES accounts,
        -- Who said so, where staff wrote it down; empty where the partner's own people answered.
        said_by text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (decision_id, version) REFERENCES decision_versions ON DELETE CASCADE,
        FOREIGN KEY (decision_id, partner_id) REFERENCES decision_parties ON DELETE CASCADE
      );
      CREATE INDEX ON decision_answers (decision_id, version, partner_id, id DESC);
      CREATE INDEX ON decision_answers (decision_id, partner_id);
      -- What a partner was mailed about a version: that it is asked, and that time runs out.
      CREATE TABLE decision_reminders (
        decision_id uuid NOT NULL,
        version int NOT NULL,
        partner_id uuid NOT NULL,
        step text NOT NULL CHECK (step IN ('asked', 'three-days', 'one-day')),
        sent_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (decision_id, version, partner_id, step),
        FOREIGN KEY (decision_id, version) REFERENCES decision_versions ON DELETE CASCADE,
        FOREIGN KEY (decision_id, partner_id) REFERENCES decision_parties ON DELETE CASCADE
      );
      CREATE INDEX ON decision_reminders (decision_id, partner_id);

      -- As the owner of the tables: decisions and their parties are each seen through the other.
      CREATE FUNCTION decision_owner(decision uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS $$ SELECT owner_id FROM decisions WHERE id = decision $$;
      CREATE FUNCTION decision_asks(decision uuid, partners uuid[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM decision_parties p WHERE p.decision_id = decision AND p.partner_id = ANY (partners)) $$;
      ALTER TABLE decisions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY decisions_own ON decisions USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY decisions_of_parties ON decisions FOR SELECT
        USING (decision_asks(id, (SELECT accord_scope())::uuid[]));
      ALTER TABLE decision_versions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY decision_versions_own ON decision_versions
        USING (decision_owner(decision_id) = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY decision_versions_of_parties ON decision_versions FOR SELECT
        USING (decision_asks(decision_id, (SELECT accord_scope())::uuid[]));
      ALTER TABLE decision_parties ENABLE ROW LEVEL SECURITY;
      CREATE POLICY decision_parties_own ON decision_parties USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY decision_parties_of_partner ON decision_parties FOR SELECT
        USING (partner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE decision_answers ENABLE ROW LEVEL SECURITY;
      CREATE POLICY decision_answers_seen ON decision_answers FOR SELECT
        USING (partner_id = ANY ((SELECT accord_scope())::uuid[])
          OR decision_owner(decision_id) = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE decision_reminders ENABLE ROW LEVEL SECURITY;
      CREATE POLICY decision_reminders_own ON decision_reminders FOR SELECT
        USING (decision_owner(decision_id) = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE DELETE ON decisions, decision_versions FROM accord_web;
      REVOKE UPDATE, DELETE ON decision_parties FROM accord_web;
      REVOKE INSERT, UPDATE, DELETE ON decision_answers, decision_reminders FROM accord_web;

      CREATE FUNCTION frozen_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a text that was answered does not change' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER decision_versions_frozen BEFORE UPDATE ON decision_versions
        FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION frozen_stays();

      -- The one way to answer: under a lock, so that nothing is answered after the count, and the first answer freezes what
      -- it answers. The caller is the partner itself or the owner of the decision. False where it is closed or late, or the
      -- text was rewritten since it was read; NULL where it was not put to this partner.
      CREATE FUNCTION answer_decision(decision uuid, read_version int, partner uuid, said text, why text, account uuid, word_of text)
        RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE now_at decisions;
      BEGIN
        SELECT * INTO now_at FROM decisions WHERE id = decision FOR UPDATE;
        IF NOT FOUND OR NOT accord_scope() && ARRAY[now_at.owner_id, partner]
          OR NOT EXISTS (SELECT 1 FROM decision_parties p WHERE p.decision_id = decision AND p.partner_id = partner) THEN
          RETURN NULL;
        END IF;
        IF now_at.state <> 'open' OR now_at.deadline_at <= now() OR now_at.version <> read_version THEN RETURN false; END IF;
        UPDATE decision_versions SET frozen_at = now(), text_hash = sha256(convert_to(text, 'UTF8'))
          WHERE decision_id = decision AND version = read_version AND frozen_at IS NULL;
        INSERT INTO decision_answers (decision_id, version, partner_id, answer, reason, given_by, said_by)
          VALUES (decision, read_version, partner, said, why, account, word_of);
        RETURN true;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
