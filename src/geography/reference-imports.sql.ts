import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';

export type ReferenceKind = 'districts' | 'zip-points' | 'officials';

/** queued -> running -> finished | failed. `begin` takes the first arrow, `finish` and `fail` the others. */
export interface ReferenceImport {
  id: string;
  kind: ReferenceKind;
  state: 'queued' | 'running' | 'finished' | 'failed';
  title: string;
  options: Record<string, unknown>;
  done_count: number;
  total_count: number | null;
  report: Record<string, unknown> | null;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
}

const COLUMNS = `id, kind, state, title, options, done_count, total_count, report, error, created_at, finished_at`;

export async function insertImport(
  db: EntityManager,
  made: { kind: ReferenceKind; title: string; options: object; accountId: string | null },
  files: readonly { name: string; content: string }[],
): Promise<ReferenceImport> {
  const inserted = await row<ReferenceImport>(
    db,
    `INSERT INTO reference_imports (kind, title, options, requested_by, total_count)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
    [made.kind, made.title, JSON.stringify(made.options), made.accountId, files.length],
  );
  for (const [position, file] of files.entries()) {
    await db.query(
      `INSERT INTO reference_import_files (import_id, position, name, content) VALUES ($1, $2, $3, $4)`,
      [inserted!.id, position, file.name, file.content],
    );
  }
  return inserted!;
}

/**
 * Claims a queued load, or one whose worker has been silent for ten minutes: a load is idempotent, so that a worker
 * which was only slow does no harm. Undefined where there is nothing to do for this caller.
 */
export function beginImport(db: EntityManager, id: string): Promise<ReferenceImport | undefined> {
  return row(
    db,
    `UPDATE reference_imports SET state = 'running', claimed_at = now()
      WHERE id = $1 AND (state = 'queued' OR (state = 'running' AND claimed_at < now() - interval '10 minutes'))
      RETURNING ${COLUMNS}`,
    [id],
  );
}

export function importFiles(db: EntityManager, id: string): Promise<{ name: string; content: string }[]> {
  return rows(db, `SELECT name, content FROM reference_import_files WHERE import_id = $1 ORDER BY position`, [
    id,
  ]);
}

export async function noteProgress(
  db: EntityManager,
  id: string,
  done: number,
  total: number,
): Promise<void> {
  await affected(
    db,
    `UPDATE reference_imports SET done_count = $2, total_count = $3, claimed_at = now() WHERE id = $1 AND state = 'running'`,
    [id, done, total],
  );
}

/** Settles a running load and drops its files: what was loaded is in its tables now. */
export async function settleImport(
  db: EntityManager,
  id: string,
  end: { report: object } | { error: string },
): Promise<void> {
  await affected(
    db,
    `UPDATE reference_imports SET state = $2, report = $3, error = $4, finished_at = now(), done_count = coalesce(total_count, 0)
      WHERE id = $1 AND state = 'running'`,
    'report' in end ? [id, 'finished', JSON.stringify(end.report), null] : [id, 'failed', null, end.error],
  );
  await affected(db, `DELETE FROM reference_import_files WHERE import_id = $1`, [id]);
}

export function unfinishedImports(db: EntityManager): Promise<{ id: string; kind: ReferenceKind }[]> {
  return rows(
    db,
    `SELECT id, kind FROM reference_imports
      WHERE state = 'queued' OR (state = 'running' AND claimed_at < now() - interval '10 minutes') ORDER BY created_at LIMIT 20`,
  );
}

/** Newest first; ids are ordered by time (RFC 9562, version 7). */
export function listImports(
  db: EntityManager,
  after: string | null,
  limit: number,
): Promise<ReferenceImport[]> {
  return rows(
    db,
    `SELECT ${COLUMNS} FROM reference_imports WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
    [after, limit],
  );
}

export function findImport(db: EntityManager, id: string): Promise<ReferenceImport | undefined> {
  return row(db, `SELECT ${COLUMNS} FROM reference_imports WHERE id = $1`, [id]);
}
