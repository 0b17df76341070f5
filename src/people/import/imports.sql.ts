import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Import, type ImportState, type Outcome } from './import.entity.js';

const COLUMNS = `i.id, i.owner_id AS "ownerId", o.public_name AS "ownerName", i.name, i.state, i.file_id AS "fileId", i.format,
  i.headings, i.preset, i.mapping, i.rules, i.consent, i.refusal, i.total_rows AS "totalRows", i.done_rows AS "doneRows",
  i.counted, i.batch_id AS "batchId", i.is_practice AS "isPractice", i.made_by AS "madeBy", i.created_at AS "createdAt",
  i.started_at AS "startedAt", i.finished_at AS "finishedAt", b.state AS "batchState",
  b.counted -> 'undone' AS undone, a.name AS "madeByName"`;
const FROM = `imports i JOIN organizations o ON o.id = i.owner_id LEFT JOIN change_batches b ON b.id = i.batch_id
  LEFT JOIN accounts a ON a.id = i.made_by`;

/** With what stands beside it: the state of its batch, and by whom. */
export interface FoundImport extends Import {
  batchState: 'running' | 'done' | 'cancelled' | 'undoing' | 'undone' | null;
  /** What an undo has come to so far. */
  undone: { removed: number; restored: number; left: number } | null;
  madeByName: string | null;
}

type NewImport = Pick<
  Import,
  'ownerId' | 'name' | 'fileId' | 'format' | 'headings' | 'preset' | 'mapping' | 'rules' | 'madeBy'
>;

export async function insertImport(db: EntityManager, it: NewImport): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO imports (owner_id, name, file_id, format, headings, preset, mapping, rules, made_by, is_practice)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, o.is_practice FROM organizations o WHERE o.id = $1 RETURNING id`,
    [
      it.ownerId,
      it.name,
      it.fileId,
      JSON.stringify(it.format),
      it.headings,
      it.preset,
      JSON.stringify(it.mapping),
      JSON.stringify(it.rules),
      it.madeBy,
    ],
  );
  return made!.id;
}

/** $2: the organizations whose imports are seen; null for all that the transaction sees. */
export function findImport(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<FoundImport | undefined> {
  return row(
    db,
    `SELECT ${COLUMNS} FROM ${FROM} WHERE i.id = $1 AND ($2::uuid[] IS NULL OR i.owner_id = ANY ($2))`,
    [id, within],
  );
}

/** Newest first; ids are ordered by time (RFC 9562, version 7). */
export function listImports(
  db: EntityManager,
  { within, ownerId }: { within: readonly string[] | null; ownerId: string | null },
  after: string | null,
  limit: number,
): Promise<FoundImport[]> {
  return rows(
    db,
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE ($1::uuid[] IS NULL OR i.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR i.owner_id = $2)
       AND ($3::uuid IS NULL OR i.id < $3) ORDER BY i.id DESC LIMIT $4`,
    [within, ownerId, after, limit],
  );
}

/** Takes an arrow of the diagram above Import. False where it stood in none of these states. */
export async function moveImport(
  db: EntityManager,
  id: string,
  from: readonly ImportState[],
  to: ImportState,
): Promise<boolean> {
  const moved = await affected(
    db,
    `UPDATE imports SET state = $3, done_rows = 0,
       started_at = CASE WHEN $3 = 'running' THEN now() ELSE started_at END
     WHERE id = $1 AND state = ANY ($2)`,
    [id, from, to],
  );
  return moved === 1;
}

/** Keeps how the file is to be read and used. What a dry run found before holds no longer. */
export async function writePlan(
  db: EntityManager,
  { id, format, headings, mapping, rules, consent, name }: Import,
): Promise<boolean> {
  const written = await affected(
    db,
    `UPDATE imports SET format = $2, headings = $3, mapping = $4, rules = $5, consent = $6, name = $7, state = 'uploaded',
       refusal = NULL, counted = '{}', total_rows = 0, done_rows = 0
     WHERE id = $1 AND state IN ('uploaded', 'checked', 'refused')`,
    [
      id,
      JSON.stringify(format),
      headings,
      JSON.stringify(mapping),
      JSON.stringify(rules),
      consent && JSON.stringify(consent),
      name,
    ],
  );
  if (written === 1) await affected(db, 'DELETE FROM import_rows WHERE import_id = $1', [id]);
  return written === 1;
}

/** How far it is, for those who watch; gives the present state, by which a worker learns that it was called off. */
export async function noteProgress(
  db: EntityManager,
  id: string,
  doneRows: number,
): Promise<ImportState | null> {
  const found = await row<{ state: ImportState }>(
    db,
    'UPDATE imports SET done_rows = $2 WHERE id = $1 RETURNING state',
    [id, doneRows],
  );
  return found?.state ?? null;
}

/** Those that a worker should have in hand: for the sweep. */
export function dueImports(db: EntityManager): Promise<{ id: string; isUndo: boolean }[]> {
  return rows(
    db,
    `SELECT id, false AS "isUndo" FROM imports WHERE state IN ('checking', 'running', 'stopping')
     UNION ALL
     SELECT i.id, true FROM change_batches b JOIN imports i ON i.batch_id = b.id WHERE b.kind = 'import' AND b.state = 'undoing'
     LIMIT 100`,
  );
}

export interface ListedRow {
  place: number;
  line: number;
  outcome: Outcome;
  personId: string | null;
  givenName: string | null;
  familyName: string | null;
  emails: string[];
  phones: string[];
  zip: string;
  remark: string | null;
  column: string | null;
  repeats: number | null;
  likeId: string | null;
}

/** What the file said of somebody who was sealed since is for the readers of their record. */
const NOT_HIDDEN = `(r.person_id IS NULL OR NOT is_hidden_person(r.person_id::text))`;

/** Rows of an import in the order of the file; people are named only where the transaction sees them. */
export function listRows(
  db: EntityManager,
  importId: string,
  outcome: Outcome | null,
  after: number,
  limit: number,
): Promise<ListedRow[]> {
  return rows(
    db,
    `SELECT r.place, r.line, r.outcome, p.id AS "personId", r.given_name AS "givenName", r.family_name AS "familyName",
       coalesce(r.emails, '{}') AS emails, coalesce(r.phones, '{}') AS phones, r.zip, r.remark, r.about_column AS column,
       r.repeats, l.id AS "likeId"
     FROM import_rows r LEFT JOIN people p ON p.id = r.person_id LEFT JOIN people l ON l.id = r.like_id
     WHERE r.import_id = $1 AND ($2::text IS NULL OR r.outcome = $2) AND r.place > $3 AND ${NOT_HIDDEN}
     ORDER BY r.place LIMIT $4`,
    [importId, outcome, after, limit],
  );
}

/** Rows that somebody may want to mend and load again, as they stood in the file. */
export function rowsToMend(
  db: EntityManager,
  importId: string,
  after: number,
  limit: number,
): Promise<{ place: number; line: number; column: string | null; remark: string; cells: string[] }[]> {
  return rows(
    db,
    `SELECT r.place, r.line, r.about_column AS column, r.remark, r.cells FROM import_rows r
     WHERE r.import_id = $1 AND r.cells IS NOT NULL AND r.place > $2 AND ${NOT_HIDDEN} ORDER BY r.place LIMIT $3`,
    [importId, after, limit],
  );
}
