import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Stories1763700031320 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What somebody lets be told of them: in which words, in which form, to whom, where, and until when.
      CREATE TABLE story_releases (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL,
        person_id uuid NOT NULL,
        title text NOT NULL CHECK (title <> ''),
        scope text[] NOT NULL CHECK (scope <@ ARRAY['text', 'name', 'photo', 'recording', 'speaking'] AND cardinality(scope) > 0),
        audiences text[] NOT NULL
          CHECK (audiences <@ ARRAY['public', 'partners', 'officials', 'funders', 'press'] AND cardinality(audiences) > 0),
        channels text[] NOT NULL
          CHECK (channels <@ ARRAY['website', 'social', 'email', 'print', 'event', 'press'] AND cardinality(channels) > 0),
        -- The words that were agreed, and no others; '' where there are none (a photo, a speech).
        body text NOT NULL DEFAULT '',
        language text NOT NULL DEFAULT 'en',
        -- Of the words, or of the file that was shown and agreed.
        content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
        -- The name that may stand with it; '' for none.
        attribution text NOT NULL DEFAULT '',
        risk_checked_on date NOT NULL,
        coached_on date,
        given_by text NOT NULL CHECK (given_by <> ''),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        recorded_by uuid REFERENCES accounts,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        CHECK (ends_on >= starts_on AND ends_on <= starts_on + interval '3 years'),
        CHECK (attribution = '' OR 'name' = ANY (scope))
      );
      CREATE INDEX ON story_releases (owner_id, ends_on, id);
      CREATE INDEX ON story_releases (person_id);
      CREATE TABLE story_release_ends (
        release_id uuid PRIMARY KEY REFERENCES story_releases ON DELETE CASCADE,
        reason text NOT NULL CHECK (reason IN ('by-person', 'by-staff', 'expired')),
        ended_by uuid REFERENCES accounts,
        at timestamptz NOT NULL DEFAULT now()
      );
      -- live -> removed on a page of ours, at once; live -> to-remove -> removed elsewhere, by hand.
      CREATE TABLE story_uses (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        release_id uuid NOT NULL REFERENCES story_releases ON DELETE CASCADE,
        what_kind text NOT NULL CHECK (what_kind IN ('chapter-page', 'outside')),
        place text NOT NULL DEFAULT '',
        url text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'to-remove', 'removed')),
        task_id uuid REFERENCES tasks ON DELETE SET NULL,
        published_by uuid REFERENCES accounts,
        published_at timestamptz NOT NULL DEFAULT now(),
        unpublished_at timestamptz,
        CHECK ((what_kind = 'outside') = (place <> '')),
        CHECK ((state = 'removed') = (unpublished_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX story_uses_on_our_page ON story_uses (release_id) WHERE what_kind = 'chapter-page' AND state = 'live';
      CREATE INDEX ON story_uses (release_id);
      CREATE TABLE story_reminders (
        release_id uuid NOT NULL REFERENCES story_releases ON DELETE CASCADE,
        days_before int NOT NULL CHECK (days_before IN (60, 30, 7)),
        sent_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (release_id, days_before)
      );
      REVOKE UPDATE, DELETE ON story_releases, story_release_ends FROM accord_web;

      ALTER TABLE story_releases ENABLE ROW LEVEL SECURITY;
      CREATE POLICY story_releases_of_own_people ON story_releases USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['story_release_ends', 'story_uses', 'story_reminders'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM story_releases r WHERE r.id = release_id))',
            child || '_of_releases', child);
        END LOOP;
      END $$;

      -- upcoming -> in-force -> expired, and ended from each of them, by the owner's calendar. Asked again at every showing,
      -- so that nothing is told after the last day, whether or not a job came round.
      CREATE FUNCTION story_status(release uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT CASE
             WHEN EXISTS (SELECT 1 FROM story_release_ends e WHERE e.release_id = r.id AND e.reason <> 'expired') THEN 'ended'
             WHEN today.day < r.starts_on THEN 'upcoming'
             WHEN today.day > r.ends_on THEN 'expired'
             ELSE 'in-force' END
           FROM story_releases r LEFT JOIN chapters c ON c.id = r.owner_id
           CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE coalesce(c.time_zone, 'America/New_York'))::date AS day) today
           WHERE r.id = release $$;
      -- What an organization's page may say now: words and the name that was allowed, and nothing else about anybody.
      CREATE FUNCTION story_quotes(organization uuid) RETURNS TABLE (body text, language text, attribution text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT r.body, r.language, r.attribution
           FROM story_uses u JOIN story_releases r ON r.id = u.release_id
           WHERE r.owner_id = organization AND u.what_kind = 'chapter-page' AND u.state = 'live' AND r.body <> ''
             AND 'text' = ANY (r.scope) AND 'public' = ANY (r.audiences) AND 'website' = ANY (r.channels)
             AND story_status(r.id) = 'in-force'
           ORDER BY u.published_at DESC, u.id LIMIT 3 $$;
      -- The link in somebody's own mail lets them see and end their release, sealed or not (accord_met).
      CREATE FUNCTION open_story_release(wanted uuid) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT set_config('accord.met', (accord_met() || r.person_id)::text, true)
           FROM story_releases r WHERE r.id = wanted $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
