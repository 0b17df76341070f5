import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

export function committeeNames(
  db: EntityManager,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return rows(db, `SELECT id, name FROM committees WHERE id = ANY ($1)`, [ids]);
}

/** What to call the committees and offices that rules name by id: "Judiciary", "State Senator, Second Worcester". */
export function targetNames(
  db: EntityManager,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return rows(
    db,
    `SELECT id, name FROM committees WHERE id = ANY ($1)
     UNION ALL SELECT id, title || ', ' || seat FROM offices WHERE id = ANY ($1)`,
    [ids],
  );
}
