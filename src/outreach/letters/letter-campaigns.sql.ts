import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type LetterCampaign, type LetterCampaignState } from './letter-campaign.js';

const CAMPAIGN = `SELECT c.id, c.owner_id, c.campaign_id, c.slug, c.state, c.title, c.introduction, c.subject, c.body, c.targets,
  c.version, c.is_story_required, c.is_test_mode, c.closes_at, c.is_practice, c.created_at, c.updated_at`;

export interface LetterCampaignRow extends LetterCampaign {
  owner_name: string;
  confirmed_count: number;
  sent_count: number;
}

const COUNTED = `${CAMPAIGN}, o.public_name AS owner_name,
  (SELECT count(*)::int FROM letters l WHERE l.letter_campaign_id = c.id AND l.state = 'confirmed') AS confirmed_count,
  (SELECT count(*)::int FROM outreaches x WHERE x.letter_campaign_id = c.id AND x.state IN ('sent', 'handed-off')) AS sent_count
  FROM letter_campaigns c JOIN organizations o ON o.id = c.owner_id`;

export function findCampaignBySlug(db: EntityManager, slug: string): Promise<LetterCampaign | undefined> {
  return row(db, `${CAMPAIGN} FROM letter_campaigns c WHERE slug = $1`, [slug]);
}

export function findCampaign(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<LetterCampaignRow | undefined> {
  return row(db, `${COUNTED} WHERE c.id = $1 AND ($2::uuid[] IS NULL OR c.owner_id = ANY ($2))`, [
    id,
    within,
  ]);
}

/** Newest first; ids are ordered by time. */
export function findCampaigns(
  db: EntityManager,
  filter: { within: readonly string[] | null; ownerId: string | null; state: LetterCampaignState | null },
  after: string | null,
  limit: number,
): Promise<LetterCampaignRow[]> {
  return rows(
    db,
    `${COUNTED} WHERE ($1::uuid[] IS NULL OR c.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR c.owner_id = $2)
       AND ($3::text IS NULL OR c.state = $3) AND ($4::uuid IS NULL OR c.id < $4)
     ORDER BY c.id DESC LIMIT $5`,
    [filter.within, filter.ownerId, filter.state, after, limit],
  );
}

/** Open campaigns, for public pages: read as a visitor. */
export function findOpenCampaigns(db: EntityManager, ownerId: string | null): Promise<LetterCampaign[]> {
  return rows(
    db,
    `${CAMPAIGN} FROM letter_campaigns c WHERE c.state = 'open' AND (c.closes_at IS NULL OR c.closes_at > now())
       AND ($1::uuid IS NULL OR c.owner_id = $1) ORDER BY c.id DESC LIMIT 50`,
    [ownerId],
  );
}

export type CampaignFields = Pick<
  LetterCampaign,
  | 'title'
  | 'introduction'
  | 'subject'
  | 'body'
  | 'targets'
  | 'is_story_required'
  | 'is_test_mode'
  | 'closes_at'
  | 'campaign_id'
>;

const fields = (given: CampaignFields): unknown[] => [
  JSON.stringify(given.title),
  JSON.stringify(given.introduction),
  JSON.stringify(given.subject),
  JSON.stringify(given.body),
  JSON.stringify(given.targets),
  given.is_story_required,
  given.is_test_mode,
  given.closes_at,
  given.campaign_id,
];

/** Undefined where the slug is taken. */
export async function insertCampaign(
  db: EntityManager,
  made: CampaignFields & { owner_id: string; slug: string; is_practice: boolean },
): Promise<string | undefined> {
  const inserted = await row<{ id: string }>(
    db,
    `INSERT INTO letter_campaigns (title, introduction, subject, body, targets, is_story_required, is_test_mode, closes_at,
       campaign_id, owner_id, slug, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (slug) DO NOTHING RETURNING id`,
    [...fields(made), made.owner_id, made.slug, made.is_practice],
  );
  return inserted?.id;
}

export async function updateCampaign(db: EntityManager, id: string, given: CampaignFields): Promise<void> {
  await affected(
    db,
    `UPDATE letter_campaigns SET title = $1, introduction = $2, subject = $3, body = $4, targets = $5, is_story_required = $6,
       is_test_mode = $7, closes_at = $8, campaign_id = $9, updated_at = now() WHERE id = $10`,
    [...fields(given), id],
  );
}

/** Freezes the text as the next version, unless the last one is the same. Takes the campaign's row. */
export async function freezeVersion(
  db: EntityManager,
  id: string,
  text: object,
  hash: Buffer,
): Promise<void> {
  await db.query(`SELECT 1 FROM letter_campaigns WHERE id = $1 FOR UPDATE`, [id]);
  const last = await row<{ text_hash: Buffer }>(
    db,
    `SELECT text_hash FROM letter_versions WHERE letter_campaign_id = $1 ORDER BY version DESC LIMIT 1`,
    [id],
  );
  if (last && hash.equals(last.text_hash)) return;
  await affected(db, `UPDATE letter_campaigns SET version = version + 1 WHERE id = $1`, [id]);
  await db.query(
    `INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash)
     SELECT id, version, $2, $3 FROM letter_campaigns WHERE id = $1`,
    [id, JSON.stringify(text), hash],
  );
}

/** False where it was in none of the states it may come from. A closing time that has passed goes: it would close at once. */
export async function moveCampaign(
  db: EntityManager,
  id: string,
  from: readonly LetterCampaignState[],
  to: LetterCampaignState,
): Promise<boolean> {
  return (
    (await affected(
      db,
      `UPDATE letter_campaigns SET state = $3, updated_at = now(),
       closes_at = CASE WHEN $3 <> 'open' OR closes_at > now() THEN closes_at END WHERE id = $1 AND state = ANY ($2)`,
      [id, from, to],
    )) === 1
  );
}

/** How many offices of these exist: the rule of a campaign names offices and committees by id. */
export async function countOffices(db: EntityManager, ids: readonly string[]): Promise<number> {
  const found = await row<{ n: number }>(db, `SELECT count(*)::int AS n FROM offices WHERE id = ANY ($1)`, [
    ids,
  ]);
  return found!.n;
}
