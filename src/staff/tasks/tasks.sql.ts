import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Task, type TaskState, type TaskSubjectKind, type TaskToOpen } from './task.js';

/** The day where the owner is; a network's own is where its chapters began. */
const TODAY = `(now() AT TIME ZONE coalesce(h.time_zone, 'America/New_York'))::date`;
export const OVERDUE = `(t.state = 'open' AND t.due_on < ${TODAY})`;

const TASK = `SELECT t.id, t.owner_id AS "ownerId", o.public_name AS "ownerName", t.title,
    CASE WHEN a.id IS NULL THEN NULL ELSE jsonb_build_object('id', a.id, 'name', a.name) END AS assignee,
    t.due_on::text AS "dueOn", t.person_id AS "personId", t.state, t.reason, c.name AS "createdBy", t.created_at AS "createdAt",
    d.name AS "closedBy", t.closed_at AS "closedAt", t.closed_at::text AS "closedKey",
    coalesce(${OVERDUE}, false) AS "isOverdue",
    CASE WHEN s.title IS NULL THEN NULL
      ELSE jsonb_build_object('kind', t.subject_kind, 'id', t.subject_id, 'title', s.title) END AS subject
  FROM tasks t
  JOIN organizations o ON o.id = t.owner_id
  LEFT JOIN chapters h ON h.id = t.owner_id
  LEFT JOIN accounts a ON a.id = t.assignee_id
  LEFT JOIN accounts c ON c.id = t.created_by
  LEFT JOIN accounts d ON d.id = t.closed_by
  LEFT JOIN LATERAL task_subject_title(t.subject_kind, t.subject_id) AS s (title) ON true
  WHERE ($1::uuid[] IS NULL OR t.owner_id = ANY ($1))`;

export interface TaskFilter {
  within: readonly string[] | null;
  ownerId: string | null;
  /** Whose; 'nobody' for those that nobody has; null for everybody's. */
  assignee: string | null;
  /** Closed is done or cancelled. */
  isOpen: boolean;
  isOverdue: boolean;
  subject: { kind: TaskSubjectKind; id: string } | null;
}

export type TaskKey = readonly (string | number | null)[] | undefined;

/**
 * Open tasks, soonest due first and those without a day last, by the key (due day or 'infinity', id); closed ones, newest
 * first, by (when, id). Those of a person are also those of the records merged into theirs. Leans on tasks_open,
 * tasks_closed.
 */
export function findTasks(
  db: EntityManager,
  filter: TaskFilter,
  after: TaskKey,
  limit: number,
): Promise<Task[]> {
  const { isOpen, subject } = filter;
  const order = isOpen
    ? `AND t.state = 'open' AND ($7::date IS NULL OR (coalesce(t.due_on, 'infinity'), t.id) > ($7::date, $8::uuid))
       ORDER BY coalesce(t.due_on, 'infinity'), t.id`
    : `AND t.state <> 'open' AND ($7::timestamptz IS NULL OR (t.closed_at, t.id) < ($7::timestamptz, $8::uuid))
       ORDER BY t.closed_at DESC, t.id DESC`;
  return rows(
    db,
    `${TASK} AND ($2::uuid IS NULL OR t.owner_id = $2)
       AND CASE coalesce($3, '') WHEN '' THEN true WHEN 'nobody' THEN t.assignee_id IS NULL
         ELSE t.assignee_id = $3::uuid END
       AND (NOT $4 OR ${OVERDUE})
       AND ($5::text IS NULL OR (t.subject_kind = $5 AND t.subject_id = $6)
         OR ($5 = 'person' AND t.person_id IN (SELECT p.id FROM people p WHERE p.id = $6 OR p.merged_into = $6)))
       ${order} LIMIT $9`,
    [
      filter.within,
      filter.ownerId,
      filter.assignee,
      filter.isOverdue,
      subject?.kind ?? null,
      subject?.id ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}

export const keyOf = ({ state, dueOn, closedKey, id }: Task): (string | null)[] =>
  state === 'open' ? [dueOn ?? 'infinity', id] : [closedKey, id];

export function findTask(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Task | undefined> {
  return row(db, `${TASK} AND t.id = $2`, [within, id]);
}

/** What the record is called, where the transaction's scope sees it. */
export async function subjectTitle(
  db: EntityManager,
  { kind, id }: { kind: TaskSubjectKind; id: string },
): Promise<string | null> {
  const found = await row<{ title: string | null }>(db, 'SELECT task_subject_title($1, $2) AS title', [
    kind,
    id,
  ]);
  return found!.title;
}

/** Where the person stands and whose they are, the record that was kept where they were merged. */
export function findConcerned(
  db: EntityManager,
  personId: string,
): Promise<{ id: string; ownerId: string } | undefined> {
  return row(
    db,
    `SELECT p.id, p.owner_id AS "ownerId" FROM people p
     WHERE p.id = coalesce((SELECT m.merged_into FROM people m WHERE m.id = $1), $1) AND p.state = 'active'`,
    [personId],
  );
}

export async function insertTask(db: EntityManager, task: TaskToOpen): Promise<string> {
  const { subject } = task;
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO tasks (owner_id, title, assignee_id, due_on, person_id, subject_kind, subject_id, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      task.ownerId,
      task.title,
      task.assigneeId ?? null,
      task.dueOn ?? null,
      subject?.kind === 'person' ? subject.id : (task.personId ?? null),
      subject?.kind ?? null,
      subject?.id ?? null,
      task.createdBy ?? null,
    ],
  );
  return made!.id;
}

/** What is undefined stays; a null day or assignee is taken away. */
export async function updateTask(
  db: EntityManager,
  id: string,
  { title, dueOn, assigneeId }: { title?: string; dueOn?: string | null; assigneeId?: string | null },
): Promise<void> {
  await affected(
    db,
    `UPDATE tasks SET title = coalesce($2, title), due_on = CASE WHEN $3 THEN $4::date ELSE due_on END,
       assignee_id = CASE WHEN $5 THEN $6::uuid ELSE assignee_id END WHERE id = $1`,
    [id, title ?? null, dueOn !== undefined, dueOn ?? null, assigneeId !== undefined, assigneeId ?? null],
  );
}

/** open -> done | cancelled. False from any other state. */
export async function closeTask(
  db: EntityManager,
  id: string,
  close: { to: Exclude<TaskState, 'open'>; reason: string; accountId: string | null },
): Promise<boolean> {
  const sql = `UPDATE tasks SET state = $2, reason = $3, closed_by = $4, closed_at = now() WHERE id = $1 AND state = 'open'`;
  return (await affected(db, sql, [id, close.to, close.reason, close.accountId])) === 1;
}

/** done | cancelled -> open. False where it is open. */
export async function reopenTask(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE tasks SET state = 'open', reason = '', closed_by = NULL, closed_at = NULL
    WHERE id = $1 AND state <> 'open'`;
  return (await affected(db, sql, [id])) === 1;
}
