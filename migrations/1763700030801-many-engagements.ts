import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ManyEngagements1763700030801 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Many lines of the ledger at once, as JSON, also in the midst of a feature's own statement: a commit between two
      -- messages of a mailing is one round trip with it. In PL/pgSQL, which keeps the plan. Bound by the caller's rights.
      CREATE FUNCTION record_engagements(lines jsonb) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, what_title, source_code, detail, actor_id,
          is_practice, at)
        SELECT "ownerId", "personId", did, kind, what, title, source, detail, "actorId", "isPractice", at
        FROM jsonb_to_recordset(lines) AS d ("ownerId" uuid, "personId" uuid, did text, kind text, what uuid, title text,
          source text, detail jsonb, "actorId" uuid, "isPractice" boolean, at timestamptz);
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
