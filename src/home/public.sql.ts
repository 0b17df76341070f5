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

/** Whose: of one organization, of one campaign, or of all where it is empty. */
export interface Whose {
  ownerId?: string | null;
  campaignId?: string | null;
}

const WHOSE = `($1::uuid IS NULL OR a.owner_id = $1) AND ($2::uuid IS NULL OR a.campaign_id = $2)`;

/** Open petitions and letters, newest first. As a visitor: row-level security leaves what is published. */
export function findOpenActions(
  db: EntityManager,
  { ownerId = null, campaignId = null }: Whose,
  limit: number,
): Promise<OpenAction[]> {
  return rows(
    db,
    `SELECT a.kind, a.slug, a.title, a.text, o.public_name AS "chapterName", a.count, a.goal FROM (
       SELECT 'petition' AS kind, slug, title, ask AS text, owner_id, campaign_id, opened_at AS since,
         CASE WHEN NOT is_count_hidden THEN confirmed_count END AS count, CASE WHEN NOT is_count_hidden THEN goal END AS goal
       FROM petitions WHERE state = 'open' AND (closes_at IS NULL OR closes_at > now())
       UNION ALL
       SELECT 'letter', slug, title, introduction, owner_id, campaign_id, created_at, NULL, NULL
       FROM letter_campaigns WHERE state = 'open' AND (closes_at IS NULL OR closes_at > now())
     ) AS a JOIN organizations o ON o.id = a.owner_id
     WHERE ${WHOSE} ORDER BY a.since DESC NULLS LAST LIMIT $3`,
    [ownerId, campaignId, limit],
  );
}

/** What is published of a campaign, open, over or closed, with whose it is. As a visitor. */
export function findPublicActions(
  db: EntityManager,
  campaignId: string,
  limit: number,
): Promise<{ kind: 'petition' | 'letter' | 'event'; id: string; ownerId: string }[]> {
  return rows(
    db,
    `SELECT 'petition' AS kind, id, owner_id AS "ownerId" FROM petitions WHERE campaign_id = $1
     UNION ALL SELECT 'letter', id, owner_id FROM letter_campaigns WHERE campaign_id = $1
     UNION ALL SELECT 'event', id, owner_id FROM events WHERE campaign_id = $1 AND state = 'published' AND is_listed
     LIMIT $2`,
    [campaignId, limit],
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
  { ownerId = null, campaignId = null }: Whose,
  limit: number,
): Promise<NextEvent[]> {
  return rows(
    db,
    `SELECT a.slug, a.title, a.summary, a.kind, s.starts_at AS "startsAt", a.time_zone AS "timeZone",
       CASE WHEN a.mode = 'virtual' THEN '' WHEN a.is_address_public THEN concat_ws(', ', nullif(a.venue, ''), nullif(a.address, '')) ELSE a.venue END AS place,
       o.public_name AS "chapterName"
     FROM events a JOIN organizations o ON o.id = a.owner_id
     JOIN LATERAL (SELECT min(starts_at) AS starts_at FROM shifts WHERE event_id = a.id AND ends_at > now()) s ON s.starts_at IS NOT NULL
     WHERE a.state = 'published' AND a.is_listed AND ${WHOSE}
     ORDER BY s.starts_at LIMIT $3`,
    [ownerId, campaignId, limit],
  );
}
