import { type EntityManager } from 'typeorm';
import { type Deed } from './engagement.access.js';

/** Append-only: the web role may neither change nor delete a line. */
export async function insertDeed(db: EntityManager, deed: Deed & { at: Date }): Promise<void> {
  await db.query(
    `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, what_title, source_code, detail, actor_id,
       is_practice, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      deed.ownerId,
      deed.personId,
      deed.did,
      deed.what.kind,
      deed.what.id,
      deed.what.title,
      deed.source ?? null,
      deed.detail ?? {},
      deed.actorId ?? null,
      deed.isPractice ?? false,
      deed.at,
    ],
  );
}

/** The same for many at once. */
export async function insertDeeds(db: EntityManager, deeds: readonly (Deed & { at: Date })[]): Promise<void> {
  const lines = deeds.map(({ what, ...deed }) => ({
    ...deed,
    kind: what.kind,
    what: what.id,
    title: what.title,
    detail: deed.detail ?? {},
    isPractice: deed.isPractice ?? false,
  }));
  await db.query(`SELECT record_engagements($1::jsonb)`, [JSON.stringify(lines)]);
}
