import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Kit, type KitContent, type KitCopy, type KitPiece, type MadePiece } from './kit.js';

const KIT = `SELECT k.campaign_id AS id, k.version, k.owner_id AS "ownerId", o.public_name AS "ownerName", c.state, k.content,
    k.published_at AS "publishedAt"
  FROM campaign_kits k JOIN campaigns c ON c.id = k.campaign_id JOIN organizations o ON o.id = k.owner_id`;

const IS_NEWEST = `k.version = (SELECT max(n.version) FROM campaign_kits n WHERE n.campaign_id = k.campaign_id)`;

/** Of the organizations in `$1` or of their networks; null leaves it to row-level security. */
const READABLE = `($1::uuid[] IS NULL OR k.owner_id = ANY ($1)
  OR k.owner_id IN (SELECT network_id FROM chapters WHERE id = ANY ($1) AND state <> 'left'))`;

/** The newest version of each that can be copied, newest campaign first. A network has tens at most. */
export function findKits(
  db: EntityManager,
  within: readonly string[] | null,
  after: string | null,
  limit: number,
): Promise<Kit[]> {
  return rows(
    db,
    `${KIT} WHERE ${READABLE} AND ${IS_NEWEST} AND c.state = 'live' AND ($2::uuid IS NULL OR k.campaign_id < $2)
     ORDER BY k.campaign_id DESC LIMIT $3`,
    [within, after, limit],
  );
}

export function findKit(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Kit | undefined> {
  return row(db, `${KIT} WHERE ${READABLE} AND ${IS_NEWEST} AND k.campaign_id = $2`, [within, id]);
}

/** The content of one version; whoever sees a newer one sees it too. */
export async function findContent(
  db: EntityManager,
  id: string,
  version: number,
): Promise<KitContent | undefined> {
  const sql = `SELECT content FROM campaign_kits WHERE campaign_id = $1 AND version = $2`;
  return (await row<{ content: KitContent }>(db, sql, [id, version]))?.content;
}

/** Whether this is what the newest version says. As jsonb, which knows no order of keys. */
export async function isPublished(db: EntityManager, id: string, content: KitContent): Promise<boolean> {
  const found = await row<{ same: boolean }>(
    db,
    `SELECT k.content = $2::jsonb AS same FROM campaign_kits k WHERE k.campaign_id = $1 AND ${IS_NEWEST}`,
    [id, JSON.stringify(content)],
  );
  return found?.same ?? false;
}

/** The next version. Its number; undefined where somebody else has published one at the same moment. */
export async function insertVersion(
  db: EntityManager,
  id: string,
  ownerId: string,
  content: KitContent,
): Promise<number | undefined> {
  const made = await row<{ version: number }>(
    db,
    `INSERT INTO campaign_kits (campaign_id, owner_id, content, version)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1 FROM campaign_kits WHERE campaign_id = $1
     ON CONFLICT (campaign_id, version) DO NOTHING RETURNING version`,
    [id, ownerId, JSON.stringify(content)],
  );
  return made?.version;
}

/** False where this chapter has copied the kit already. */
export async function insertCopy(
  db: EntityManager,
  campaignId: string,
  ownerId: string,
  kit: Pick<Kit, 'id' | 'ownerId' | 'version'>,
): Promise<boolean> {
  const sql = `INSERT INTO kit_copies (campaign_id, owner_id, kit_id, network_id, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kit_id, owner_id) DO NOTHING RETURNING 1`;
  return (await row(db, sql, [campaignId, ownerId, kit.id, kit.ownerId, kit.version])) !== undefined;
}

const COPY = `SELECT campaign_id AS "campaignId", owner_id AS "ownerId", kit_id AS "kitId", version,
    copied_at AS "copiedAt" FROM kit_copies`;

export function findCopy(db: EntityManager, campaignId: string): Promise<KitCopy | undefined> {
  return row(db, `${COPY} WHERE campaign_id = $1`, [campaignId]);
}

/** Of these kits, those that these organizations made; null leaves it to row-level security. */
export function findCopies(
  db: EntityManager,
  kitIds: readonly string[],
  owners: readonly string[] | null,
): Promise<KitCopy[]> {
  return rows(
    db,
    `${COPY} WHERE kit_id = ANY ($1) AND ($2::uuid[] IS NULL OR owner_id = ANY ($2)) ORDER BY campaign_id`,
    [kitIds, owners],
  );
}

export function findMade(db: EntityManager, campaignId: string): Promise<MadePiece[]> {
  return rows(
    db,
    `SELECT piece_id AS "pieceId", action_kind AS kind, action_id AS "actionId", version FROM kit_pieces
     WHERE campaign_id = $1 ORDER BY made_at, piece_id`,
    [campaignId],
  );
}

/** False where something was made of this piece before. */
export async function insertMade(
  db: EntityManager,
  { campaignId, ownerId }: KitCopy,
  piece: Pick<KitPiece, 'id' | 'kind'>,
  actionId: string,
  version: number,
): Promise<boolean> {
  const sql = `INSERT INTO kit_pieces (campaign_id, piece_id, owner_id, action_kind, action_id, version)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign_id, piece_id) DO NOTHING RETURNING 1`;
  return (await row(db, sql, [campaignId, piece.id, ownerId, piece.kind, actionId, version])) !== undefined;
}

/** Never back to an older version, in whatever order two people decide. */
export async function advanceCopy(db: EntityManager, campaignId: string, version: number): Promise<void> {
  await affected(db, `UPDATE kit_copies SET version = $2 WHERE campaign_id = $1 AND version < $2`, [
    campaignId,
    version,
  ]);
}

export async function advanceMade(
  db: EntityManager,
  campaignId: string,
  pieceId: string,
  version: number,
): Promise<void> {
  const sql = `UPDATE kit_pieces SET version = $3 WHERE campaign_id = $1 AND piece_id = $2 AND version < $3`;
  await affected(db, sql, [campaignId, pieceId, version]);
}
