import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Journeys1763700030310 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- draft -> on <-> paused; on, paused -> ended.
      CREATE TABLE journeys (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'on', 'paused', 'ended')),
        -- The deed that starts it, and of which petition, event or the like; any, where that is null.
        did text NOT NULL,
        what_id uuid,
        what_title text NOT NULL DEFAULT '',
        repeats boolean NOT NULL DEFAULT false,
        steps jsonb NOT NULL DEFAULT '[]',
        version int NOT NULL DEFAULT 0,
        -- Deeds after the first of these two may start it. It follows the second one at a distance of minutes, because a
        -- deed whose transaction takes longer commits after deeds with higher numbers.
        seen_engagement_id bigint NOT NULL DEFAULT 0,
        marked_engagement_id bigint NOT NULL DEFAULT 0,
        marked_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON journeys (owner_id, created_at DESC, id DESC);
      -- What whoever is under way goes through, with the texts of its mails.
      CREATE TABLE journey_versions (
        journey_id uuid NOT NULL REFERENCES journeys ON DELETE CASCADE,
        version int NOT NULL,
        steps jsonb NOT NULL,
        steps_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (journey_id, version)
      );
      -- waiting -> done | left | failed. No state for "in hand": a run is advanced in one transaction that holds its row, so
      -- what a killed worker had begun is undone with its connection and taken up by another.
      CREATE TABLE journey_runs (
        id uuid PRIMARY KEY DEFAULT new_id(),
        journey_id uuid NOT NULL,
        version int NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        engagement_id bigint NOT NULL,
        step int NOT NULL DEFAULT 0,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'left', 'failed')),
        reason text,
        attempt int NOT NULL DEFAULT 0,
        wake_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        FOREIGN KEY (journey_id, version) REFERENCES journey_versions ON DELETE CASCADE,
        UNIQUE (journey_id, engagement_id)
      );
      CREATE INDEX ON journey_runs (journey_id, wake_at) WHERE state = 'waiting';
      CREATE INDEX ON journey_runs (journey_id, person_id);
      CREATE INDEX ON journey_runs (person_id);
      CREATE TABLE journey_steps (
        run_id uuid NOT NULL REFERENCES journey_runs ON DELETE CASCADE,
        step int NOT NULL,
        outcome text NOT NULL,
        delivery_id bigint,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (run_id, step)
      );

      ALTER TABLE journeys ENABLE ROW LEVEL SECURITY;
      CREATE POLICY journeys_own ON journeys USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      ALTER TABLE journey_versions ENABLE ROW LEVEL SECURITY;
      CREATE POLICY journey_versions_own ON journey_versions USING (EXISTS (SELECT 1 FROM journeys j WHERE j.id = journey_id));
      -- Who is under way is seen only where the person is.
      ALTER TABLE journey_runs ENABLE ROW LEVEL SECURITY;
      CREATE POLICY journey_runs_own ON journey_runs USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      ALTER TABLE journey_steps ENABLE ROW LEVEL SECURITY;
      CREATE POLICY journey_steps_own ON journey_steps USING (EXISTS (SELECT 1 FROM journey_runs r WHERE r.id = run_id));
      REVOKE UPDATE, DELETE ON journey_versions FROM accord_web;
      REVOKE INSERT, UPDATE, DELETE ON journey_runs, journey_steps FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
