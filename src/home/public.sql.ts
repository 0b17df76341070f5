import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { type Localized } from '../layout/i18n.js';

/** Something a visitor can do now. */
export interface OpenAction {
  kind: 'petition' | 'letter';
  slug: string;
  title: Localized;
  /** The ask of a petition, the introduction of a letter. */
  text: Localized;
  chapterName: string;
  /** Confirmed signatures and the goal; null where a petition hides them, and for letters. */
  count: number | null;
  goal: number | null;
}

/**
 * Open petitions and letters, newest first, of one organization or of all. As a visitor: row-level security leaves
 * what is published.
 */
export function findOpenActions(
  db: EntityManager,
  ownerId: string | null,
  limit: number,
): Promise<OpenAction[]> {
  return rows(
    db,
    `SELECT a.kind, a.slug, a.title, a.text, o.public_name AS "chapterName", a.count, a.goal FROM (
       SELECT 'petition' AS kind, slug, title, ask AS text, owner_id, opened_at AS since,
         CASE WHEN NOT is_count_hidden THEN confirmed_count END AS count, CASE WHEN NOT is_count_hidden THEN goal END AS goal
       FROM petitions WHERE state = 'open' AND (closes_at IS NULL OR closes_at > now())
       UNION ALL
       SELECT 'letter', slug, title, introduction, owner_id, created_at, NULL, NULL
       FROM letter_campaigns WHERE state = 'open' AND (closes_at IS NULL OR closes_at > now())
     ) AS a JOIN organizations o ON o.id = a.owner_id
     WHERE $1::uuid IS NULL OR a.owner_id = $1
     ORDER BY a.since DESC NULLS LAST LIMIT $2`,
    [ownerId, limit],
  );
}

export interface NextEvent {
  slug: string;
  title: Localized;
  summary: Localized;
  kind: string;
  startsAt: Date;
  timeZone: string;
  place: string;
  chapterName: string;
}

/** Published and listed events whose last shift is not over, by their next beginning. */
export function findNextEvents(
  db: EntityManager,
  ownerId: string | null,
  limit: number,
): Promise<NextEvent[]> {
  return rows(
    db,
    `SELECT e.slug, e.title, e.summary, e.kind, s.starts_at AS "startsAt", e.time_zone AS "timeZone",
       CASE WHEN e.mode = 'virtual' THEN '' WHEN e.is_address_public THEN concat_ws(', ', nullif(e.venue, ''), nullif(e.address, '')) ELSE e.venue END AS place,
       o.public_name AS "chapterName"
     FROM events e JOIN organizations o ON o.id = e.owner_id
     JOIN LATERAL (SELECT min(starts_at) AS starts_at FROM shifts WHERE event_id = e.id AND ends_at > now()) s ON s.starts_at IS NOT NULL
     WHERE e.state = 'published' AND e.is_listed AND ($1::uuid IS NULL OR e.owner_id = $1)
     ORDER BY s.starts_at LIMIT $2`,
    [ownerId, limit],
  );
}
