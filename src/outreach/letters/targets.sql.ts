import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

export function committeeNames(
  db: EntityManager,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return rows(db, `SELECT id, name FROM committees WHERE id = ANY ($1)`, [ids]);
}
