import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { CURRENT } from '../officials/seats.sql.js';
import { type Letter, type Outreach } from './letter.js';
import { type TargetRule } from './targets.js';

export type ListedLetter = Pick<
  Letter,
  | 'id'
  | 'owner_id'
  | 'person_id'
  | 'state'
  | 'given_name'
  | 'family_name'
  | 'version'
  | 'subject'
  | 'body'
  | 'story'
  | 'located_by'
  | 'districts'
  | 'verification_code'
  | 'is_suspect'
  | 'created_at'
  | 'confirmed_at'
> & {
  edit_share: number;
  outreach: Pick<
    Outreach,
    'id' | 'official_id' | 'official_name' | 'title' | 'seat' | 'channel' | 'state' | 'sink_address'
  >[];
};

/**
 * Letters of a campaign, newest first, each with its outreach. Ids are ordered by time. What never was confirmed is shown to
 * nobody, as with signatures (petitions/signature-list.sql.ts).
 */
export function findLetters(
  db: EntityManager,
  campaignId: string,
  after: string | null,
  limit: number,
): Promise<ListedLetter[]> {
  return rows(
    db,
    `SELECT l.id, l.owner_id, l.person_id, l.state, l.given_name, l.family_name, l.version, l.subject, l.body, l.story, l.located_by,
       l.districts, l.verification_code, l.is_suspect, l.created_at, l.confirmed_at, l.edit_share,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'official_id', o.official_id, 'official_name', f.name,
           'title', s.title, 'seat', s.seat, 'channel', o.channel, 'state', o.state, 'sink_address', o.sink_address)
             ORDER BY f.family_name, f.name, o.id)
         FROM outreaches o JOIN officials f ON f.id = o.official_id JOIN offices s ON s.id = o.office_id
         WHERE o.letter_id = l.id), '[]') AS outreach
     FROM letters l WHERE l.letter_campaign_id = $1 AND (l.is_suspect OR l.confirmed_at IS NOT NULL) AND ($2::uuid IS NULL OR l.id < $2)
     ORDER BY l.id DESC LIMIT $3`,
    [campaignId, after, limit],
  );
}

/** Officials whom a rule means today, wherever their constituents live. The same rule as isTarget in targets.ts. */
export async function countTargets(
  db: EntityManager,
  rule: TargetRule,
): Promise<{ count: number; with_email: number; examples: string[] }> {
  const found = await row<{ count: number; with_email: number; examples: string[] }>(
    db,
    `WITH meant AS (
       SELECT DISTINCT f.id, f.name, o.title, o.seat, EXISTS (SELECT 1 FROM official_channels c
         WHERE c.official_id = f.id AND c.kind = 'email' AND c.status = 'ok') AS has_email
       FROM offices o JOIN terms t ON t.office_id = o.id JOIN officials f ON f.id = t.official_id
       WHERE NOT f.is_retired AND ${CURRENT} AND (o.id = ANY ($4) OR (
         (cardinality($1::text[]) = 0 OR o.kind = ANY ($1)) AND (cardinality($2::text[]) = 0 OR o.level = ANY ($2))
         AND (cardinality($3::uuid[]) = 0 OR EXISTS (SELECT 1 FROM committee_seats s
           WHERE s.official_id = f.id AND s.committee_id = ANY ($3)))))
     )
     SELECT count(DISTINCT id)::int AS count, count(DISTINCT id) FILTER (WHERE has_email)::int AS with_email,
       ARRAY(SELECT name || ', ' || title || ', ' || seat FROM meant ORDER BY name LIMIT 5) AS examples
     FROM meant`,
    [rule.chambers, rule.levels, rule.committees, rule.always],
  );
  return found!;
}
