import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Meetings1763700031100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE meetings (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        held_on date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('coalition', 'steering', 'working-group', 'one-to-one', 'other')),
        title text NOT NULL,
        is_practice boolean NOT NULL DEFAULT false,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, owner_id)
      );
      CREATE INDEX ON meetings (owner_id, held_on DESC, id DESC);
      -- Apart from the meeting, because partners see the meetings that they came to.
      CREATE TABLE meeting_notes (
        meeting_id uuid PRIMARY KEY REFERENCES meetings ON DELETE CASCADE,
        body text NOT NULL,
        changed_by uuid REFERENCES accounts,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      -- A row with a partner and nobody says that the organization was there; a row with somebody says who came, and for
      -- which partner if for one. Both are written then, so that a partner was there whoever of its people may be seen.
      CREATE TABLE meeting_attendances (
        id uuid PRIMARY KEY DEFAULT new_id(),
        meeting_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        partner_id uuid,
        person_id uuid,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (meeting_id, partner_id, person_id),
        FOREIGN KEY (meeting_id, owner_id) REFERENCES meetings (id, owner_id) ON DELETE CASCADE,
        FOREIGN KEY (partner_id, owner_id) REFERENCES memberships (partner_id, chapter_id) ON DELETE CASCADE,
        FOREIGN KEY (person_id, owner_id) REFERENCES people (id, owner_id) ON DELETE CASCADE,
        CHECK (partner_id IS NOT NULL OR person_id IS NOT NULL)
      );
      CREATE INDEX ON meeting_attendances (partner_id, owner_id) WHERE person_id IS NULL;
      CREATE INDEX ON meeting_attendances (person_id) WHERE person_id IS NOT NULL;

      -- As the owner of the tables: meetings and attendances are each seen through the other.
      CREATE FUNCTION meeting_had_partner(meeting uuid, partners uuid[]) RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM meeting_attendances a
             WHERE a.meeting_id = meeting AND a.partner_id = ANY (partners) AND a.person_id IS NULL) $$;
      ALTER TABLE meetings ENABLE ROW LEVEL SECURITY;
      CREATE POLICY meetings_own ON meetings USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY meetings_of_partners ON meetings FOR SELECT
        USING (meeting_had_partner(id, (SELECT accord_scope())::uuid[]));
      ALTER TABLE meeting_notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY meeting_notes_own ON meeting_notes USING (EXISTS (SELECT 1 FROM meetings m
        WHERE m.id = meeting_id AND m.owner_id = ANY ((SELECT accord_scope())::uuid[])));
      ALTER TABLE meeting_attendances ENABLE ROW LEVEL SECURITY;
      CREATE POLICY meeting_attendances_of_partners ON meeting_attendances
        USING (person_id IS NULL AND owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY meeting_attendances_of_people ON meeting_attendances
        USING (owner_id = ANY ((SELECT accord_scope())::uuid[]) AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      CREATE POLICY meeting_attendances_own ON meeting_attendances FOR SELECT
        USING (person_id IS NULL AND partner_id = ANY ((SELECT accord_scope())::uuid[]));

      -- How often a partner came to the last five coalition meetings of a chapter since it is known there (or first came,
      -- where meetings of before were entered), and when it last came to a meeting of any kind. Meetings that lie ahead do not count. The partner is told too, though it does
      -- not see the meetings that it missed; nobody else is told anything.
      CREATE FUNCTION partner_attendance(partner uuid, chapter uuid, OUT held int, OUT attended int, OUT last_met_on date)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH place AS (
          SELECT (m.created_at AT TIME ZONE c.time_zone)::date AS known_on, (now() AT TIME ZONE c.time_zone)::date AS today
          FROM memberships m JOIN chapters c ON c.id = m.chapter_id
          WHERE m.partner_id = partner AND m.chapter_id = chapter AND accord_scope() && ARRAY[partner, chapter]),
        came AS (
          SELECT g.id, g.held_on FROM place, meeting_attendances a JOIN meetings g ON g.id = a.meeting_id
          WHERE a.partner_id = partner AND a.owner_id = chapter AND a.person_id IS NULL AND g.held_on <= place.today),
        latest AS (
          SELECT g.id FROM place, meetings g
          WHERE g.owner_id = chapter AND g.kind = 'coalition' AND g.held_on <= place.today
            AND g.held_on >= least(place.known_on, (SELECT min(held_on) FROM came))
          ORDER BY g.held_on DESC, g.id DESC LIMIT 5)
        SELECT (SELECT count(*)::int FROM latest), (SELECT count(*)::int FROM latest JOIN came USING (id)),
          (SELECT max(held_on) FROM came) $$;
      -- The newest of a note and a meeting, which counts as noon of its day where the chapter is. Worked out and not
      -- stored, so that a tick that is taken back leaves nothing behind.
      CREATE FUNCTION partner_last_contact(partner uuid, chapter uuid, noted_at timestamptz) RETURNS timestamptz
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT greatest(noted_at, CASE WHEN met.last_met_on IS NOT NULL
          THEN least(now(), (met.last_met_on + time '12:00') AT TIME ZONE c.time_zone) END)
        FROM chapters c, partner_attendance(partner, c.id) met WHERE c.id = chapter $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
