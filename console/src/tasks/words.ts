import { type Schema } from '../api/client';

export type Task = Schema<'TaskResource'>;
export type TaskState = Task['state'];
export type TaskSubjectKind = NonNullable<Task['subject']>['kind'];

export const states: Record<TaskState, string> = { open: 'Open', done: 'Done', cancelled: 'Cancelled' };

const records: Record<TaskSubjectKind, { label: string; path: string }> = {
  person: { label: 'Person', path: '/people' },
  partner: { label: 'Partner', path: '/partners' },
  petition: { label: 'Petition', path: '/petitions' },
  event: { label: 'Event', path: '/events' },
  letter: { label: 'Letter', path: '/letters' },
  campaign: { label: 'Campaign', path: '/campaigns' },
  mailing: { label: 'Mailing', path: '/mailings' },
  agreement: { label: 'Agreement', path: '/agreements' },
  official: { label: 'Official', path: '/officials' },
};

export const kindOf = ({ kind }: { kind: TaskSubjectKind }): string => records[kind].label;
export const pathOf = ({ kind, id }: { kind: TaskSubjectKind; id: string }): string =>
  `${records[kind].path}/${id}`;
