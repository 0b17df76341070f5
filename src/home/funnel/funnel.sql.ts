import { type EntityManager } from 'typeorm';
import { type ActionKind } from '../../partners/participation/participation.access.js';
import { row, rows } from '../../platform/database/sql.js';

/** What came of those who came by one code, or of all. */
export interface FunnelLine {
  /** The code; empty for those who came without one, '*' for links that signers passed on, null for all together. */
  source: string | null;
  /** Of a partner's code: whose it is, and what it is for. */
  partner: string | null;
  label: string | null;
  viewed: number;
  started: number;
  submitted: number;
  confirmed: number;
  shared: number;
  /** Confirmed by people who came by a link that those people passed on. */
  brought: number;
}

/** Links with a code of the signer's own exist for petitions alone. */
const SHARED = `CASE WHEN by.id IS NOT NULL THEN '*' ELSE coalesce(d.source_code, '') END`;

/** The deeds of an action as (source, is_confirmed, sharer), where `sharer` is the source of whoever passed the link on. */
const DEEDS: Record<ActionKind, string> = {
  petition: `SELECT ${SHARED} AS source, d.state = 'confirmed' AS is_confirmed,
      CASE WHEN by.id IS NULL THEN NULL WHEN first.id IS NOT NULL THEN '*' ELSE coalesce(by.source_code, '') END AS sharer
    FROM signatures d LEFT JOIN signatures by ON by.share_code = d.source_code
    LEFT JOIN signatures first ON first.share_code = by.source_code
    WHERE d.petition_id = $1 AND NOT d.is_suspect`,
  event: `SELECT coalesce(d.source_code, '') AS source, EXISTS (SELECT 1 FROM attendances a WHERE a.registration_id = d.id
      AND a.state IN ('registered', 'confirmed', 'attended', 'no-show')) AS is_confirmed, NULL AS sharer
    FROM registrations d WHERE d.event_id = $1`,
  letter: `SELECT coalesce(d.source_code, '') AS source, d.state = 'confirmed' AS is_confirmed, NULL AS sharer
    FROM letters d WHERE d.letter_campaign_id = $1 AND NOT d.is_suspect`,
};

/** The first day of which visits are known, YYYY-MM-DD in UTC; null before any. */
export async function countedSince(db: EntityManager, id: string): Promise<string | null> {
  const found = await row<{ since: string | null }>(
    db,
    'SELECT min(on_date)::text AS since FROM action_views WHERE action_id = $1',
    [id],
  );
  return found!.since;
}

/**
 * The funnel of one action, all together first, then by code: the fifty that brought most. Whoever sent a form began it,
 * also without a script that says so, and whoever is confirmed sent one, also before those were counted. Leans on action_views_pkey and the deeds' indexes by action.
 */
export function findFunnel(db: EntityManager, kind: ActionKind, id: string): Promise<FunnelLine[]> {
  return rows(
    db,
    `WITH deeds AS MATERIALIZED (${DEEDS[kind]}),
     steps AS (
       SELECT source_code AS source, sum(viewed) AS viewed, sum(started) AS started, sum(shared) AS shared,
         sum(submitted) AS submitted, 0 AS confirmed, 0 AS brought
       FROM action_views WHERE action_id = $1 GROUP BY source_code
       UNION ALL
       SELECT source, 0, 0, 0, 0, count(*), 0 FROM deeds WHERE is_confirmed GROUP BY source
       UNION ALL
       SELECT sharer, 0, 0, 0, 0, 0, count(*) FROM deeds WHERE sharer IS NOT NULL AND is_confirmed GROUP BY sharer),
     lines AS (
       SELECT source, sum(viewed)::int AS viewed, greatest(sum(started), sum(submitted), sum(confirmed))::int AS started,
         greatest(sum(submitted), sum(confirmed))::int AS submitted, sum(confirmed)::int AS confirmed, sum(shared)::int AS shared, sum(brought)::int AS brought
       FROM steps GROUP BY source)
     SELECT l.*, o.public_name AS partner, c.label FROM (
       SELECT NULL AS source, coalesce(sum(viewed), 0)::int AS viewed, coalesce(sum(started), 0)::int AS started,
         coalesce(sum(submitted), 0)::int AS submitted, coalesce(sum(confirmed), 0)::int AS confirmed,
         coalesce(sum(shared), 0)::int AS shared, coalesce(sum(brought), 0)::int AS brought FROM lines
       UNION ALL SELECT * FROM lines) l
     LEFT JOIN source_codes c ON c.code = l.source LEFT JOIN organizations o ON o.id = c.organization_id
     ORDER BY l.source IS NOT NULL, l.confirmed DESC, l.viewed DESC, l.source LIMIT 51`,
    [id],
  );
}
