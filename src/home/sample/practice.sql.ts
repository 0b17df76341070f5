import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';

/** How many rows of which table were removed. Those that went with them (signatures, emails ...) are not counted. */
export type Removed = Record<string, number>;

/** Calls the SQL function that knows what practice is; see its comment (migrations: remove_practice). */
export async function removePractice(db: EntityManager): Promise<Removed> {
  const answer = await row<{ removed: Removed }>(db, 'SELECT remove_practice() AS removed');
  return answer!.removed;
}
