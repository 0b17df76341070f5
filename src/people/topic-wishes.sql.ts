import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/**
 * The newest word of a person about a topic of an organization's mail, for their record and those merged into it: an undo
 * of the merge leaves it on both. False where it was their word already.
 */
export async function upsertTopicWish(
  db: EntityManager,
  wish: { personId: string; organizationId: string; topicId: string; isWanted: boolean },
): Promise<boolean> {
  const changed = await rows(
    db,
    `INSERT INTO topic_wishes AS w (person_id, organization_id, topic_id, is_wanted)
     SELECT p.id, $2::uuid, $3::uuid, $4::boolean FROM people p WHERE p.id = $1 OR p.merged_into = $1
     ON CONFLICT (person_id, organization_id, topic_id) DO UPDATE SET is_wanted = excluded.is_wanted, changed_at = now()
       WHERE w.is_wanted <> excluded.is_wanted
     RETURNING 1`,
    [wish.personId, wish.organizationId, wish.topicId, wish.isWanted],
  );
  return changed.length > 0;
}
