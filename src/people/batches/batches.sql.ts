import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';

export type BatchKind = 'import' | 'bulk' | 'merge';
export type BatchState = 'previewed' | 'running' | 'done' | 'cancelled' | 'undoing' | 'undone';

export interface Batch {
  id: string;
  ownerId: string;
  kind: BatchKind;
  reason: string;
  state: BatchState;
  /** Its figures: `changed` of a bulk change, `removed`, `restored` and `left` of an undo ... */
  counted: Record<string, unknown>;
  madeBy: string | null;
  madeAt: Date;
  finishedAt: Date | null;
  undoneBy: string | null;
  undoneAt: Date | null;
  /** The last moment at which it can be undone; null where it cannot be, or was. */
  undoableUntil: Date | null;
}

/** How long a batch can be undone (PC-8). */
export const UNDO_DAYS = 30;

const BATCH = `SELECT b.id, b.owner_id AS "ownerId", b.kind, b.reason, b.state, b.counted, m.name AS "madeBy",
    b.made_at AS "madeAt", b.finished_at AS "finishedAt", u.name AS "undoneBy", b.undone_at AS "undoneAt",
    CASE WHEN b.state IN ('done', 'cancelled') AND b.made_at > now() - make_interval(days => ${UNDO_DAYS})
      THEN b.made_at + make_interval(days => ${UNDO_DAYS}) END AS "undoableUntil"
  FROM change_batches b LEFT JOIN accounts m ON m.id = b.made_by LEFT JOIN accounts u ON u.id = b.undone_by`;

/** A merge is seen by who sees both people: the batch alone would tell of a sealed one. */
const SEEN = `($1::uuid[] IS NULL OR b.owner_id = ANY ($1))
  AND (b.kind <> 'merge' OR EXISTS (SELECT 1 FROM merges g WHERE g.batch_id = b.id))`;

export function findBatch(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Batch | undefined> {
  return row(db, `${BATCH} WHERE ${SEEN} AND b.id = $2`, [within, id]);
}

/** Newest first. Leans on change_batches (owner_id, made_at, id). */
export function findBatches(
  db: EntityManager,
  filter: { within: readonly string[] | null; ownerId: string | null; kind: BatchKind | null },
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<(Batch & { key: [string, string] })[]> {
  return rows(
    db,
    `SELECT l.*, jsonb_build_array(l."madeAt"::text, l.id) AS key FROM (
       ${BATCH} WHERE ${SEEN} AND ($2::uuid IS NULL OR b.owner_id = $2) AND ($3::text IS NULL OR b.kind = $3)
         AND ($4::timestamptz IS NULL OR (b.made_at, b.id) < ($4, $5::uuid))
       ORDER BY b.made_at DESC, b.id DESC LIMIT $6) l`,
    [filter.within, filter.ownerId, filter.kind, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** `previewed` for what is only looked at yet, `running` for what begins. */
export async function insertBatch(
  db: EntityManager,
  batch: {
    ownerId: string;
    kind: BatchKind;
    reason: string;
    state: 'previewed' | 'running' | 'done';
    accountId: string;
    isPractice: boolean;
  },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO change_batches (owner_id, kind, reason, state, made_by, is_practice, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $4 = 'done' THEN now() END) RETURNING id`,
    [batch.ownerId, batch.kind, batch.reason, batch.state, batch.accountId, batch.isPractice],
  );
  return made!.id;
}

/** Moves a batch on and adds to its figures. 0 where it is in another state. */
export function moveBatch(
  db: EntityManager,
  id: string,
  move: { from: BatchState; to: BatchState; counted?: Record<string, unknown> },
): Promise<number> {
  return affected(
    db,
    `UPDATE change_batches SET state = $3, counted = counted || $4::jsonb,
       finished_at = CASE WHEN $3 IN ('done', 'cancelled') THEN now() ELSE finished_at END,
       undone_at = CASE WHEN $3 = 'undone' THEN now() ELSE undone_at END
     WHERE id = $1 AND state = $2`,
    [id, move.from, move.to, JSON.stringify(move.counted ?? {})],
  );
}

/** Begins an undo, in the days in which there is one. 0 where it is too late, or no longer to be undone. */
export function beginUndo(db: EntityManager, id: string, accountId: string): Promise<number> {
  return affected(
    db,
    `UPDATE change_batches SET state = 'undoing', undone_by = $2
     WHERE id = $1 AND state IN ('done', 'cancelled') AND made_at > now() - make_interval(days => ${UNDO_DAYS})`,
    [id, accountId],
  );
}

/** A batch whose undo goes on, claimed until the transaction ends; undefined where another worker has it. */
export function claimUndo(
  db: EntityManager,
  id: string,
): Promise<{ ownerId: string; accountId: string | null; counted: Record<string, unknown> } | undefined> {
  return row(
    db,
    `SELECT owner_id AS "ownerId", undone_by AS "accountId", counted FROM change_batches
     WHERE id = $1 AND state = 'undoing' AND kind = 'bulk' FOR UPDATE SKIP LOCKED`,
    [id],
  );
}

export async function keepCounted(
  db: EntityManager,
  id: string,
  counted: Record<string, unknown>,
): Promise<void> {
  await affected(db, 'UPDATE change_batches SET counted = counted || $2::jsonb WHERE id = $1', [
    id,
    JSON.stringify(counted),
  ]);
}

/** Undos of bulk changes that are not at their end, with their owners. Imports have work of their own to take back. */
export function openUndos(db: EntityManager): Promise<{ id: string; ownerId: string }[]> {
  return rows(
    db,
    `SELECT id, owner_id AS "ownerId" FROM change_batches WHERE state = 'undoing' AND kind = 'bulk'`,
  );
}
