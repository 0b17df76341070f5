import { type EntityManager } from 'typeorm';
import { type Localized } from '../layout/i18n.js';
import { affected, row, rows } from '../platform/database/sql.js';

/** What mail and actions are about, in the words of the network. */
export interface Topic {
  id: string;
  /** What a consent's purpose names; never changed. */
  key: string;
  name: Localized;
  /** False once put away: it is offered nowhere, and what was said about it stays. */
  isActive: boolean;
}

const TOPIC = `SELECT t.id, t.key, t.name, t.is_active AS "isActive" FROM topics t`;

/** The network's, by their English name. */
export function findTopics(db: EntityManager, networkId: string): Promise<Topic[]> {
  return rows(
    db,
    `${TOPIC} WHERE t.network_id = $1 ORDER BY t.is_active DESC, plain(t.name ->> 'en'), t.key`,
    [networkId],
  );
}

export function findTopic(db: EntityManager, id: string): Promise<Topic | undefined> {
  return row(db, `${TOPIC} WHERE t.id = $1`, [id]);
}

/** The unique key decides which of two is first: undefined for the second. */
export function insertTopic(
  db: EntityManager,
  topic: { networkId: string; key: string; name: Localized },
): Promise<{ id: string } | undefined> {
  return row(
    db,
    `INSERT INTO topics (network_id, key, name) VALUES ($1, $2, $3) ON CONFLICT (network_id, key) DO NOTHING RETURNING id`,
    [topic.networkId, topic.key, JSON.stringify(topic.name)],
  );
}

/** Changes what is given. 0 where the network has no such topic. */
export function updateTopic(
  db: EntityManager,
  networkId: string,
  id: string,
  changes: { name?: Localized; isActive?: boolean },
): Promise<number> {
  return affected(
    db,
    `UPDATE topics SET name = coalesce($3, name), is_active = coalesce($4, is_active) WHERE id = $1 AND network_id = $2`,
    [id, networkId, changes.name ? JSON.stringify(changes.name) : null, changes.isActive ?? null],
  );
}
