import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Events1763700009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- draft -> published -> cancelled; past is a matter of time.
      CREATE TABLE events (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations,
        campaign_id uuid REFERENCES campaigns,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'cancelled')),
        kind text NOT NULL DEFAULT 'event' CHECK (kind IN ('rally', 'event', 'training', 'meeting', 'lobby-day')),
        title jsonb NOT NULL DEFAULT '{}',
        summary jsonb NOT NULL DEFAULT '{}',
        description jsonb NOT NULL DEFAULT '{}',
        time_zone text NOT NULL,
        mode text NOT NULL DEFAULT 'in-person' CHECK (mode IN ('in-person', 'virtual', 'hybrid')),
        is_listed boolean NOT NULL DEFAULT true,
        venue text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        is_address_public boolean NOT NULL DEFAULT true,
        directions text NOT NULL DEFAULT '',
        accessibility text NOT NULL DEFAULT '',
        private_details text NOT NULL DEFAULT '',
        contact_email text NOT NULL DEFAULT '',
        latitude double precision,
        longitude double precision,
        -- Grows with every change that calendars must learn of (RFC 5545 3.8.7.4).
        calendar_sequence int NOT NULL DEFAULT 0,
        -- What people are told beside the newest change or the cancellation.
        notice text NOT NULL DEFAULT '',
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz,
        cancelled_at timestamptz
      );
      CREATE INDEX ON events (owner_id, created_at DESC, id DESC);
      -- Local wall-clock time in the event's zone; starts_at and ends_at are what that means in UTC.
      CREATE TABLE shifts (
        id uuid PRIMARY KEY DEFAULT new_id(),
        event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
        name jsonb NOT NULL DEFAULT '{}',
        starts_local timestamp NOT NULL,
        ends_local timestamp NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        capacity int CHECK (capacity > 0),
        -- Seats that are held, and parties on the waiting list; visitors see these and never who it is.
        taken int NOT NULL DEFAULT 0 CHECK (taken >= 0),
        waiting int NOT NULL DEFAULT 0 CHECK (waiting >= 0),
        position int NOT NULL DEFAULT 0,
        CHECK (ends_at > starts_at),
        CHECK (capacity IS NULL OR taken <= capacity)
      );
      CREATE INDEX ON shifts (event_id, starts_at);
      CREATE INDEX ON shifts (starts_at);
      CREATE TABLE registrations (
        id uuid PRIMARY KEY DEFAULT new_id(),
        event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations,
        person_id uuid REFERENCES people ON DELETE SET NULL,
        given_name text NOT NULL,
        family_name text NOT NULL DEFAULT '',
        email text,
        canonical_email text,
        phone text,
        zip text NOT NULL DEFAULT '',
        guests int NOT NULL DEFAULT 0 CHECK (guests BETWEEN 0 AND 20),
        access_needs text NOT NULL DEFAULT '',
        language text NOT NULL DEFAULT 'en',
        source_code text,
        submission_key text UNIQUE,
        is_walk_in boolean NOT NULL DEFAULT false,
        -- The events.calendar_sequence this person was last mailed about; less than the event's: a notice is due.
        told_sequence int NOT NULL DEFAULT 0,
        is_practice boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON registrations (event_id, canonical_email);
      CREATE INDEX ON registrations (person_id);
      -- registered <-> confirmed; waitlisted -> offered -> registered; all -> cancelled; then attended | no-show.
      CREATE TABLE attendances (
        id uuid PRIMARY KEY DEFAULT new_id(),
        registration_id uuid NOT NULL REFERENCES registrations ON DELETE CASCADE,
        shift_id uuid NOT NULL REFERENCES shifts ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES organizations,
        state text NOT NULL CHECK (state IN ('registered', 'confirmed', 'waitlisted', 'offered', 'cancelled', 'attended', 'no-show')),
        seats int NOT NULL CHECK (seats BETWEEN 1 AND 21),
        waitlisted_at timestamptz,
        offer_expires_at timestamptz,
        offer_mailed_at timestamptz,
        reminded_at timestamptz,
        reminded_on_day_at timestamptz,
        checked_in_at timestamptz,
        checked_in_by uuid REFERENCES accounts,
        -- What a check-in that is undone goes back to.
        state_before text CHECK (state_before IN ('registered', 'confirmed', 'no-show')),
        -- Grows with each change of this one place; calendars are told events.calendar_sequence plus this.
        calendar_sequence int NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        cancelled_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (registration_id, shift_id)
      );
      CREATE INDEX ON attendances (shift_id, state);
      CREATE INDEX attendances_waiting ON attendances (shift_id, waitlisted_at, id) WHERE state = 'waitlisted';
      CREATE INDEX attendances_offered ON attendances (offer_expires_at) WHERE state = 'offered';

      -- The owner of a registration, for whoever holds its signed link. In this transaction the person behind it may
      -- be seen, also where they are sealed (accord_met): it is their own registration that they change or cancel.
      CREATE FUNCTION open_registration(registration uuid) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE opened registrations;
      BEGIN
        SELECT * INTO opened FROM registrations WHERE id = registration;
        IF opened.person_id IS NOT NULL THEN
          PERFORM set_config('accord.met', (accord_met() || opened.person_id)::text, true);
        END IF;
        RETURN opened.owner_id;
      END $$;
      ALTER TABLE grants ADD FOREIGN KEY (event_id) REFERENCES events ON DELETE CASCADE;

      ALTER TABLE events ENABLE ROW LEVEL SECURITY;
      CREATE POLICY events_own ON events USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY events_published ON events FOR SELECT USING (accord_is_public() AND state <> 'draft');
      ALTER TABLE shifts ENABLE ROW LEVEL SECURITY;
      -- Visitors read the shifts of what is published; only its owner changes them.
      CREATE POLICY shifts_of_visible_events ON shifts FOR SELECT USING (EXISTS (SELECT 1 FROM events e WHERE e.id = event_id));
      CREATE POLICY shifts_of_own_events ON shifts USING (EXISTS (SELECT 1 FROM events e
        WHERE e.id = event_id AND e.owner_id = ANY ((SELECT accord_scope())::uuid[])));
      DO $$ DECLARE owned text; BEGIN
        FOREACH owned IN ARRAY ARRAY['registrations', 'attendances'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
          EXECUTE format('CREATE POLICY %I ON %I USING (owner_id = ANY ((SELECT accord_scope())::uuid[]))', owned || '_own', owned);
        END LOOP;
      END $$;
      CREATE POLICY registrations_of_visible_people ON registrations AS RESTRICTIVE
        USING (person_id IS NULL OR EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
