/*
 *  open --close--> done | cancelled --reopen--> open
 */
export const TASK_STATES = ['open', 'done', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/**
 * What a task can be linked to. A partner's id is that of its membership, a letter's that of its campaign, as in the API.
 * A new kind adds a case to the SQL function `task_subject_title`.
 */
export const TASK_SUBJECTS = [
  'person',
  'partner',
  'petition',
  'event',
  'letter',
  'campaign',
  'mailing',
  'agreement',
  'official',
] as const;
export type TaskSubjectKind = (typeof TASK_SUBJECTS)[number];

/** Work that somebody of an organization has to do. */
export interface Task {
  id: string;
  ownerId: string;
  ownerName: string;
  title: string;
  assignee: { id: string; name: string } | null;
  /** A day, YYYY-MM-DD. */
  dueOn: string | null;
  /** Whom it concerns, whatever it is linked to. */
  personId: string | null;
  /** Null without one, and where the reader does not see it. */
  subject: { kind: TaskSubjectKind; id: string; title: string } | null;
  state: TaskState;
  reason: string;
  createdBy: string | null;
  createdAt: Date;
  closedBy: string | null;
  closedAt: Date | null;
  /** Its place among the closed ones, to the microsecond. */
  closedKey: string | null;
  /** Open, and its day is past by its owner's clock. */
  isOverdue: boolean;
}

/** A task as a feature opens it. */
export interface TaskToOpen {
  ownerId: string;
  /** One line: what is to be done. Whoever may see the person reads it. */
  title: string;
  /** An account that works for the owner; nobody where it is not given, and then the team sees it. */
  assigneeId?: string | null;
  /** YYYY-MM-DD. */
  dueOn?: string | null;
  /** Whom it concerns, a person of the owner's; given by itself where the subject is a person. */
  personId?: string | null;
  subject?: { kind: TaskSubjectKind; id: string } | null;
  /** The account that asks; nobody where the product itself does. */
  createdBy?: string | null;
}
