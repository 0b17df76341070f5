import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type Petition } from './petition.entity.js';

/** What is frozen: the words a signer puts their name to, in every language. */
const SIGNED_TEXT = `jsonb_build_object('title', p.title, 'addressed_to', p.addressed_to, 'ask', p.ask)`;

/**
 * Freezes the present text as the petition's version, with its SHA-256 (of the jsonb's own text form, which PostgreSQL
 * always writes the same way). The web role may only add versions, so what was signed stays what it was.
 */
export async function freezeText(db: EntityManager, petitionId: string): Promise<void> {
  await db.query(
    `INSERT INTO petition_versions (petition_id, version, text, text_hash)
     SELECT p.id, p.version, t.text, sha256(convert_to(t.text::text, 'UTF8'))
     FROM petitions p, LATERAL (SELECT ${SIGNED_TEXT} AS text) t WHERE p.id = $1`,
    [petitionId],
  );
}

/**
 * Gives the text its next version where its words differ from those of the present version; changes of other fields
 * give none. True where it did. The caller holds the petition's row.
 */
export async function advanceVersion(db: EntityManager, petitionId: string): Promise<boolean> {
  const advanced = await row(
    db,
    `UPDATE petitions p SET version = p.version + 1
     WHERE p.id = $1 AND p.version > 0 AND ${SIGNED_TEXT} <> (
       SELECT v.text FROM petition_versions v WHERE v.petition_id = p.id AND v.version = p.version)
     RETURNING p.id`,
    [petitionId],
  );
  if (advanced) await freezeText(db, petitionId);
  return advanced !== undefined;
}

/** When the present text was frozen; null before the first publication. */
export async function versionDate(db: EntityManager, petition: Petition): Promise<Date | null> {
  const found = await row<{ at: Date }>(
    db,
    'SELECT created_at AS at FROM petition_versions WHERE petition_id = $1 AND version = $2',
    [petition.id, petition.version],
  );
  return found?.at ?? null;
}

/** First names of signers who asked to be shown, newest first. Leans on signatures (petition_id, confirmed_at). */
export async function firstNamesShown(
  db: EntityManager,
  petitionId: string,
  limit: number,
): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    `SELECT given_name AS name FROM signatures WHERE petition_id = $1 AND state = 'confirmed' AND is_public
     ORDER BY confirmed_at DESC, id DESC LIMIT $2`,
    [petitionId, limit],
  );
  return found.map(({ name }) => name);
}

/** Petitions whose closing time has come. Leans on their small number. */
export async function closeThoseDue(db: EntityManager): Promise<void> {
  await db.query(
    `UPDATE petitions SET state = 'closed', closed_at = closes_at, updated_at = now()
     WHERE state = 'open' AND closes_at <= now()`,
  );
}

/**
 * Whether an address is free, across all organizations: addresses are shared and row-level security would hide those of
 * others, so the database answers with a yes or no and nothing else.
 */
export async function isSlugFree(db: EntityManager, slug: string, exceptId: string | null): Promise<boolean> {
  const found = await row<{ free: boolean }>(db, 'SELECT petition_slug_is_free($1, $2) AS free', [
    slug,
    exceptId,
  ]);
  return found!.free;
}
