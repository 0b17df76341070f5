import { type Schema } from '../api/client';

/** What a timeline can be narrowed to. */
const groups = {
  actions: 'Actions',
  emails: 'Emails',
  notes: 'Notes',
  tasks: 'Tasks',
  consent: 'Consent',
  changes: 'Changes of the record',
  imports: 'Imports',
  merges: 'Merges',
} as const;

/** Every kind of line there is: a new deed of the ledger belongs to one of the groups, or this does not compile. */
const groupOf: Record<
  Schema<'DeedCondition'>['did'] | 'consented' | 'changed' | 'task',
  keyof typeof groups
> = {
  signed: 'actions',
  withdrew: 'actions',
  registered: 'actions',
  cancelled: 'actions',
  attended: 'actions',
  missed: 'actions',
  wrote: 'actions',
  joined: 'actions',
  left: 'actions',
  'was-mailed': 'emails',
  opened: 'emails',
  clicked: 'emails',
  bounced: 'emails',
  complained: 'emails',
  noted: 'notes',
  task: 'tasks',
  consented: 'consent',
  subscribed: 'consent',
  unsubscribed: 'consent',
  changed: 'changes',
  imported: 'imports',
  merged: 'merges',
};

export const timelineFilters = [
  { value: '', label: 'Everything' },
  ...Object.entries(groups).map(([group, label]) => ({
    value: Object.entries(groupOf)
      .filter(([, own]) => own === group)
      .map(([kind]) => kind)
      .join(','),
    label,
  })),
];
