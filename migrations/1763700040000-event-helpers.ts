import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** AC-6: who helps at the door of one event is let in until six hours after it. */
export class EventHelpers1763700040000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Asked when a caller is made, in a scope that may not see the event yet. NULL while the event has no shift.
      CREATE FUNCTION helps_until(event uuid) RETURNS timestamptz
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT max(ends_at) + interval '6 hours' FROM shifts WHERE event_id = event
      $$;
      REVOKE ALL ON FUNCTION helps_until(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION helps_until(uuid) TO accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
