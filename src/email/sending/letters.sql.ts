import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';

/** Adds a letter, or finds the one with the same dedupe key; the unique index decides which of two is first. */
export async function insertPost(
  db: EntityManager,
  post: {
    ownerId: string;
    personId: string | null;
    kind: string;
    canonical: string;
    name: string;
    message: object;
    isSecret: boolean;
    isOnce: boolean;
    dedupeKey: string | null;
    isPractice: boolean;
    writtenBy: string | null;
  },
): Promise<string> {
  const inserted = await row<{ id: string }>(
    db,
    `INSERT INTO deliveries (owner_id, lane, kind, person_id, canonical_email, address, name, message, is_secret, dedupe_key, is_practice, is_once, written_by)
     VALUES ($1, 'transactional', $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING RETURNING id`,
    [
      post.ownerId,
      post.kind,
      post.personId,
      post.canonical,
      post.name,
      JSON.stringify(post.message),
      post.isSecret,
      post.dedupeKey,
      post.isPractice,
      post.isOnce,
      post.writtenBy,
    ],
  );
  if (inserted) return inserted.id;
  const first = await row<{ id: string }>(
    db,
    `SELECT id FROM deliveries WHERE dedupe_key = $1 AND owner_id = $2`,
    [post.dedupeKey, post.ownerId],
  );
  if (!first) throw new Error('The dedupe key belongs to a letter of somebody else');
  return first.id;
}
