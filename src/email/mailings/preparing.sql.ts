import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type FrozenMailing } from './mailing.entity.js';

/** Holds the mailing against a second freeze and against a cancellation until the transaction ends. */
export async function lockPreparing(db: EntityManager, id: string): Promise<boolean> {
  const found = await row(db, `SELECT 1 FROM mailings WHERE id = $1 AND state = 'preparing' FOR UPDATE`, [
    id,
  ]);
  return found !== undefined;
}

/** The ids of the mailing's links, in the order given. */
export async function linkIds(
  db: EntityManager,
  mailingId: string,
  urls: readonly string[],
): Promise<{ id: string; url: string }[]> {
  if (urls.length === 0) return [];
  await db.query(
    `INSERT INTO mailing_links (mailing_id, url) SELECT $1, url FROM unnest($2::text[]) AS url
     ON CONFLICT (mailing_id, url) DO NOTHING`,
    [mailingId, urls],
  );
  const known = await rows<{ id: string; url: string }>(
    db,
    `SELECT id, url FROM mailing_links WHERE mailing_id = $1`,
    [mailingId],
  );
  const ids = new Map(known.map(({ id, url }) => [url, id]));
  return urls.map((url) => ({ id: ids.get(url)!, url }));
}

/** Keeps what was not kept before; gives the number of the version that says exactly this. */
export async function freezeVersion(
  db: EntityManager,
  mailingId: string,
  content: FrozenMailing,
  hash: Buffer,
): Promise<number> {
  const kept = await rows<{ version: number; hash: Buffer }>(
    db,
    `SELECT version, content_hash AS hash FROM mailing_versions WHERE mailing_id = $1 ORDER BY version DESC`,
    [mailingId],
  );
  const same = kept.find((each) => each.hash.equals(hash));
  if (same) return same.version;
  const version = (kept[0]?.version ?? 0) + 1;
  await db.query(
    `INSERT INTO mailing_versions (mailing_id, version, content, content_hash) VALUES ($1, $2, $3, $4)`,
    [mailingId, version, JSON.stringify(content), hash],
  );
  return version;
}

export function findVersion(
  db: EntityManager,
  mailingId: string,
  version: number,
): Promise<{ content: FrozenMailing } | undefined> {
  return row(db, `SELECT content FROM mailing_versions WHERE mailing_id = $1 AND version = $2`, [
    mailingId,
    version,
  ]);
}
