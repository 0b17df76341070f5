import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Tasks1763700031200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Work that somebody of an organization has to do. open -> done | cancelled -> open.
      CREATE TABLE tasks (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        title text NOT NULL CHECK (title <> ''),
        assignee_id uuid REFERENCES accounts,
        due_on date,
        -- Whom it concerns, whatever record it is linked to: who may not see them does not see the task.
        person_id uuid,
        -- Without a foreign key, as in the ledger: a task outlives the record, and shows no link then.
        subject_kind text,
        subject_id uuid,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
        reason text NOT NULL DEFAULT '',
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_by uuid REFERENCES accounts,
        closed_at timestamptz,
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        CHECK ((state = 'open') = (closed_at IS NULL)),
        CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
        CHECK (subject_kind IS DISTINCT FROM 'person' OR coalesce(subject_id = person_id, false))
      );
      CREATE INDEX tasks_open ON tasks (owner_id, due_on, id) WHERE state = 'open';
      CREATE INDEX tasks_of_assignee ON tasks (assignee_id, due_on, id) WHERE state = 'open';
      CREATE INDEX tasks_closed ON tasks (owner_id, closed_at DESC, id DESC) WHERE state <> 'open';
      CREATE INDEX ON tasks (person_id) WHERE person_id IS NOT NULL;
      CREATE INDEX ON tasks (subject_id) WHERE subject_id IS NOT NULL;
      ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
      CREATE POLICY tasks_own ON tasks USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND (person_id IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = person_id)));
      -- What was to be done and became of it stays on record.
      REVOKE DELETE ON tasks FROM accord_web;

      -- That an account was told on this day of what is overdue: written with the mail, so there is one.
      CREATE TABLE task_mails (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        sent_on date NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, sent_on)
      );
      ALTER TABLE task_mails ENABLE ROW LEVEL SECURITY;
      CREATE POLICY task_mails_of_account ON task_mails USING (account_id = (SELECT accord_account()));

      -- What a task is linked to, as it is called now: NULL for what whoever asks does not see, which row-level security
      -- decides. Of a person who was merged it is the record that was kept; a partner's id is that of its membership.
      CREATE FUNCTION task_subject_title(of_kind text, wanted uuid) RETURNS text
        LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
        SELECT coalesce(nullif(t.title ->> 'en', ''), (SELECT value FROM jsonb_each_text(t.title) WHERE value <> '' LIMIT 1))
        FROM (SELECT CASE of_kind
          WHEN 'person' THEN (SELECT jsonb_build_object('en', trim(p.given_name || ' ' || p.family_name)) FROM people p
            WHERE p.id = coalesce((SELECT m.merged_into FROM people m WHERE m.id = wanted), wanted) AND p.state = 'active')
          WHEN 'partner' THEN (SELECT jsonb_build_object('en', o.public_name) FROM memberships m
            JOIN organizations o ON o.id = m.partner_id WHERE m.id = wanted)
          WHEN 'petition' THEN (SELECT p.title FROM petitions p WHERE p.id = wanted)
          WHEN 'event' THEN (SELECT e.title FROM events e WHERE e.id = wanted)
          WHEN 'letter' THEN (SELECT l.title FROM letter_campaigns l WHERE l.id = wanted)
          WHEN 'campaign' THEN (SELECT c.title FROM campaigns c WHERE c.id = wanted)
          WHEN 'mailing' THEN (SELECT jsonb_build_object('en', m.name) FROM mailings m WHERE m.id = wanted)
          WHEN 'agreement' THEN (SELECT jsonb_build_object('en', a.title) FROM agreements a WHERE a.id = wanted)
          WHEN 'official' THEN (SELECT jsonb_build_object('en', o.name) FROM officials o WHERE o.id = wanted)
        END AS title) t
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
