import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** A new domain begins slowly; and who sends may see how its mail is taken. */
export class WarmUps1763700038002 implements MigrationInterface {
  name = 'WarmUps1763700038002';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      -- The day of the first proof that the domain is ours; empty for one that had sent before. Then the newest day on which
      -- it sent while warming up, and how much.
      ALTER TABLE sending_domains ADD warming_since date, ADD warm_day date, ADD warm_count int NOT NULL DEFAULT 0,
        -- A warm-up has begun once, and does not begin again when a record is lost and found.
        ADD is_warmed boolean NOT NULL DEFAULT false;
      -- These have been sending.
      UPDATE sending_domains SET is_warmed = true WHERE verified_at IS NOT NULL;

      -- How fast the relay and these receivers take mail now: those that the caller sends to, and no others.
      CREATE FUNCTION receiving_pace(receivers text[])
        RETURNS TABLE (receiver text, slowed_until timestamptz, reason text, connections int, is_broken boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT r.receiver, CASE WHEN r.slowed_until > now() THEN r.slowed_until END, r.reason, r.connections,
            r.broken_since IS NOT NULL
          FROM sending_rates r WHERE r.relay = 'default' AND r.receiver = ANY (receivers)
            AND (r.slowed_until > now() OR r.connections IS NOT NULL OR r.broken_since IS NOT NULL)
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
