import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ActionViews1763700042300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What visitors of an action's page did before they were anybody: counts of a day of UTC, by the code they came with. An
      -- empty code is none, '*' the links that signers passed on.
      CREATE TABLE action_views (
        action_kind text NOT NULL CHECK (action_kind IN ('petition', 'event', 'letter')),
        action_id uuid NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        source_code text NOT NULL,
        on_date date NOT NULL,
        viewed int NOT NULL DEFAULT 0,
        started int NOT NULL DEFAULT 0,
        shared int NOT NULL DEFAULT 0,
        PRIMARY KEY (action_id, source_code, on_date)
      );
      CREATE INDEX ON action_views (owner_id);
      ALTER TABLE action_views ENABLE ROW LEVEL SECURITY;
      CREATE POLICY action_views_own ON action_views USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE INSERT, UPDATE, DELETE ON action_views FROM accord_web;

      -- Adds to the counts of actions that exist, and to the views of partners' codes. Anybody can make up codes: of an action
      -- those beyond two hundred are counted as none. seen: [{ kind, slug, source, viewed, started, shared }].
      CREATE FUNCTION count_action_views(seen jsonb) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO code_views (code, on_date, n)
        SELECT c.code, (now() AT TIME ZONE 'UTC')::date, sum(v.viewed)
        FROM jsonb_to_recordset(seen) AS v (source text, viewed int) JOIN source_codes c ON c.code = v.source
        WHERE v.viewed > 0 GROUP BY c.code ORDER BY c.code
        ON CONFLICT (code, on_date) DO UPDATE SET n = code_views.n + EXCLUDED.n;

        INSERT INTO action_views (action_kind, action_id, owner_id, source_code, on_date, viewed, started, shared)
        SELECT a.kind, a.id, a.owner_id, c.code, (now() AT TIME ZONE 'UTC')::date, sum(v.viewed), sum(v.started), sum(v.shared)
        FROM jsonb_to_recordset(seen) AS v (kind text, slug text, source text, viewed int, started int, shared int)
        JOIN LATERAL (
          SELECT 'petition' AS kind, id, owner_id FROM petitions WHERE v.kind = 'petition' AND slug = v.slug
          UNION ALL SELECT 'event', id, owner_id FROM events WHERE v.kind = 'event' AND slug = v.slug
          UNION ALL SELECT 'letter', id, owner_id FROM letter_campaigns WHERE v.kind = 'letter' AND slug = v.slug) a ON true
        CROSS JOIN LATERAL (SELECT CASE
          WHEN v.source = '' THEN ''
          WHEN EXISTS (SELECT 1 FROM signatures s WHERE s.share_code = v.source) THEN '*'
          WHEN EXISTS (SELECT 1 FROM source_codes k WHERE k.code = v.source)
            OR EXISTS (SELECT 1 FROM action_views k WHERE k.action_id = a.id AND k.source_code = v.source)
            OR (SELECT count(DISTINCT k.source_code) FROM action_views k WHERE k.action_id = a.id) < 200 THEN v.source
          ELSE '' END AS code) c
        GROUP BY a.kind, a.id, a.owner_id, c.code ORDER BY a.id, c.code
        ON CONFLICT (action_id, source_code, on_date) DO UPDATE SET viewed = action_views.viewed + EXCLUDED.viewed,
          started = action_views.started + EXCLUDED.started, shared = action_views.shared + EXCLUDED.shared
      $$;
      DROP FUNCTION count_code_views(jsonb);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
