import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type Campaign, type CampaignState } from './campaign.js';

/** A campaign as lists and records show it. */
export interface ListedCampaign extends Campaign {
  ownerName: string;
}

const CAMPAIGN = `SELECT c.id, c.owner_id AS "ownerId", c.slug, c.state, c.title, c.ask, c.background, c.goal, c.outcome,
    c.is_practice AS "isPractice", c.created_at AS "createdAt", c.updated_at AS "updatedAt",
    c.published_at AS "publishedAt", c.ended_at AS "endedAt", o.public_name AS "ownerName"
  FROM campaigns c JOIN organizations o ON o.id = c.owner_id`;

/** Those of the organizations in `$1`, and what their networks have published; null leaves it to row-level security. */
const READABLE = `($1::uuid[] IS NULL OR c.owner_id = ANY ($1)
  OR (c.state <> 'draft' AND c.owner_id IN (SELECT network_id FROM chapters WHERE id = ANY ($1))))`;

export interface CampaignFilter {
  within: readonly string[] | null;
  ownerId: string | null;
  state: CampaignState | null;
  /** Part of the title in any language; '' for all. */
  text: string;
}

/** Newest first; ids are ordered by time. Campaigns are hundreds at most, so no index serves the text. */
export function findCampaigns(
  db: EntityManager,
  { within, ownerId, state, text }: CampaignFilter,
  after: string | null,
  limit: number,
): Promise<ListedCampaign[]> {
  return rows(
    db,
    `${CAMPAIGN} WHERE ${READABLE} AND ($2::uuid IS NULL OR c.owner_id = $2) AND ($3::text IS NULL OR c.state = $3)
       AND ($4 = '' OR strpos(plain(c.title::text), plain($4)) > 0) AND ($5::uuid IS NULL OR c.id < $5)
     ORDER BY c.id DESC LIMIT $6`,
    [within, ownerId, state, text, after, limit],
  );
}

export function findCampaign(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<ListedCampaign | undefined> {
  return row(db, `${CAMPAIGN} WHERE ${READABLE} AND c.id = $2`, [within, id]);
}

/** As a visitor: row-level security leaves what is published. */
export function findCampaignBySlug(db: EntityManager, slug: string): Promise<ListedCampaign | undefined> {
  return row(db, `${CAMPAIGN} WHERE c.slug = $1`, [slug]);
}

/** As a visitor: live ones of these organizations, or of all; newest first. */
export function findLiveCampaigns(
  db: EntityManager,
  ownerIds: readonly string[] | null,
  limit: number,
): Promise<ListedCampaign[]> {
  return rows(
    db,
    `${CAMPAIGN} WHERE c.state = 'live' AND ($1::uuid[] IS NULL OR c.owner_id = ANY ($1))
     ORDER BY c.published_at DESC, c.id DESC LIMIT $2`,
    [ownerIds, limit],
  );
}

/** Whether an organization may hang something on it: its own, or what its network has published. */
export async function isUsable(db: EntityManager, id: string, ownerId: string): Promise<boolean> {
  const found = await row(
    db,
    `SELECT 1 FROM campaigns c WHERE c.id = $1 AND (c.owner_id = $2
       OR (c.state <> 'draft' AND c.owner_id = (SELECT network_id FROM chapters WHERE id = $2)))`,
    [id, ownerId],
  );
  return found !== undefined;
}

export type CampaignTexts = Partial<Pick<Campaign, 'title' | 'ask' | 'background' | 'goal' | 'outcome'>>;

/** A language left empty is a language not written. */
const texts = ({ title, ask, background, goal, outcome }: CampaignTexts): (string | null)[] =>
  [title, ask, background, goal, outcome].map((text) =>
    text ? JSON.stringify(text, (_key, value: unknown) => (value === '' ? undefined : value)) : null,
  );

/** Undefined where the slug is taken, also by a campaign that the caller cannot see. */
export async function insertCampaign(
  db: EntityManager,
  made: CampaignTexts & { ownerId: string; slug: string; isPractice: boolean },
): Promise<string | undefined> {
  const inserted = await row<{ id: string }>(
    db,
    `INSERT INTO campaigns (title, ask, background, goal, outcome, owner_id, slug, is_practice)
     VALUES (coalesce($1::jsonb, '{}'), coalesce($2::jsonb, '{}'), coalesce($3::jsonb, '{}'), coalesce($4::jsonb, '{}'),
       coalesce($5::jsonb, '{}'), $6, $7, $8)
     ON CONFLICT (slug) DO NOTHING RETURNING id`,
    [...texts(made), made.ownerId, made.slug, made.isPractice],
  );
  return inserted?.id;
}

/** What is not given stays. */
export async function updateCampaign(db: EntityManager, id: string, given: CampaignTexts): Promise<void> {
  await affected(
    db,
    `UPDATE campaigns SET title = coalesce($1::jsonb, title), ask = coalesce($2::jsonb, ask),
       background = coalesce($3::jsonb, background), goal = coalesce($4::jsonb, goal),
       outcome = coalesce($5::jsonb, outcome), updated_at = now() WHERE id = $6`,
    [...texts(given), id],
  );
}

/** draft -> live. False from any other state. */
export async function publishCampaign(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE campaigns SET state = 'live', published_at = now(), updated_at = now()
    WHERE id = $1 AND state = 'draft'`;
  return (await affected(db, sql, [id])) === 1;
}

/** live -> ended. False from any other state. */
export async function endCampaign(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE campaigns SET state = 'ended', ended_at = now(), updated_at = now()
    WHERE id = $1 AND state = 'live'`;
  return (await affected(db, sql, [id])) === 1;
}
