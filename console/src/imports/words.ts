import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Import = Schema<'ImportResource'>;
export type ImportState = Import['state'];
export type ImportRow = Schema<'ImportRowResource'>;
export type Outcome = ImportRow['outcome'];
export type ColumnKind = Schema<'ColumnKind'>;
export type Rules = Schema<'ImportRulesResource'>;
export type Attestation = Schema<'AttestationResource'>;

export const states: Record<ImportState, { label: string; tone: Tone }> = {
  uploaded: { label: 'To be checked', tone: 'neutral' },
  checking: { label: 'Being checked', tone: 'active' },
  checked: { label: 'Checked', tone: 'waiting' },
  refused: { label: 'Cannot be read', tone: 'bad' },
  running: { label: 'Importing', tone: 'active' },
  stopping: { label: 'Stopping', tone: 'active' },
  done: { label: 'Imported', tone: 'good' },
  cancelled: { label: 'Stopped', tone: 'waiting' },
  undoing: { label: 'Being undone', tone: 'active' },
  undone: { label: 'Undone', tone: 'neutral' },
};

export const MOVING: readonly ImportState[] = ['checking', 'running', 'stopping', 'undoing'];
export const PLANNED: readonly ImportState[] = ['uploaded', 'checked', 'refused'];

export const outcomes: Record<Outcome, { label: string; means: string; tone: Tone }> = {
  new: { label: 'New', means: 'Nobody is here by this email, number or id.', tone: 'good' },
  updated: { label: 'Updated', means: 'They are here, and the row says more of them.', tone: 'active' },
  unchanged: { label: 'Unchanged', means: 'They are here, and the row says nothing new.', tone: 'neutral' },
  'possible-duplicate': {
    label: 'Possible duplicates',
    means: 'Somebody like them is here under another email.',
    tone: 'waiting',
  },
  repeated: {
    label: 'Repeated',
    means: 'The same person stands further up in the file; what that row lacks is taken from here.',
    tone: 'neutral',
  },
  rejected: {
    label: 'Rejected',
    means: 'The row cannot be read. It can be mended and loaded again.',
    tone: 'bad',
  },
};

/** What a column can be, in the groups of the select. */
export const columnKinds: { group: string; items: { value: ColumnKind; label: string }[] }[] = [
  { group: 'Not needed', items: [{ value: 'ignore', label: 'Ignore this column' }] },
  {
    group: 'Who they are',
    items: [
      { value: 'given_name', label: 'First name' },
      { value: 'family_name', label: 'Last name' },
      { value: 'full_name', label: 'Full name, to be split' },
      { value: 'pronouns', label: 'Pronouns' },
      { value: 'language', label: 'Language' },
    ],
  },
  {
    group: 'How to reach them',
    items: [
      { value: 'email', label: 'Email' },
      { value: 'phone', label: 'Telephone' },
      { value: 'street', label: 'Street' },
      { value: 'street_2', label: 'Street, second line' },
      { value: 'city', label: 'City' },
      { value: 'state', label: 'State' },
      { value: 'zip', label: 'ZIP code' },
      { value: 'country', label: 'Country' },
    ],
  },
  {
    group: 'As a volunteer',
    items: [
      { value: 'skills', label: 'Skills' },
      { value: 'speaks', label: 'Languages they speak with others' },
      { value: 'trainings', label: 'Trainings they did' },
      { value: 'trained_on', label: 'When they did the training' },
    ],
  },
  {
    group: 'What they agreed to',
    items: [
      { value: 'email_consent', label: 'Agreed to emails, yes or no' },
      { value: 'sms_consent', label: 'Agreed to texts, yes or no' },
      { value: 'unsubscribed_at', label: 'When they unsubscribed' },
    ],
  },
  {
    group: 'More',
    items: [
      { value: 'tags', label: 'Tags' },
      { value: 'source_code', label: 'Source code' },
      { value: 'external_id', label: 'Id in the other system' },
      { value: 'organization', label: 'Organization they belong to' },
    ],
  },
];

export const encodings: Record<string, string> = {
  'utf-8': 'Unicode (UTF-8)',
  'windows-1252': 'Western (Windows-1252)',
  'utf-16le': 'Unicode (UTF-16)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
};

export const delimiters: Record<string, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Bar',
};

export const consentSources: Record<Attestation['source'], string> = {
  'event-sheet': 'A sheet at an event',
  partner: 'A partner who asked them',
  form: 'A form elsewhere',
  other: 'Something else',
};

export const overwritable: Record<Rules['overwrite'][number], string> = {
  given_name: 'First name',
  family_name: 'Last name',
  pronouns: 'Pronouns',
  language: 'Language',
  fields: 'Your own fields',
};

/** What a row changes, as far as it is no field of the organization's own. */
export const changedThings: Record<Exclude<ImportRow['changes'][number]['what'], 'field'>, string> = {
  given_name: 'First name',
  family_name: 'Last name',
  pronouns: 'Pronouns',
  language: 'Language',
  email: 'Email',
  phone: 'Telephone',
  address: 'Address',
  tag: 'Tag',
  skill: 'Skill',
  speaks: 'Speaks',
  training: 'Training',
  organization: 'Contact of',
  email_subscription: 'Gets emails',
  sms_subscription: 'Gets texts',
};

export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
