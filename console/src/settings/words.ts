import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Chapter = Schema<'ChapterSummary'>;

export const chapterStates: Record<Chapter['state'], { label: string; tone: Tone }> = {
  planned: { label: 'Planned', tone: 'waiting' },
  active: { label: 'Active', tone: 'good' },
  dormant: { label: 'Resting', tone: 'neutral' },
  left: { label: 'Left', tone: 'bad' },
};

export type PersonField = Schema<'FieldResource'>;

/** What kind of value a field of people takes. */
export const fieldTypes: Record<PersonField['type'], string> = {
  text: 'Text',
  number: 'A number',
  date: 'A day',
  'yes-no': 'Yes or no',
  'one-of': 'One of a list',
  'many-of': 'Some of a list',
};

/** Who sees the values of a field. */
export const sensitivities: Record<PersonField['sensitivity'], string> = {
  open: 'Everybody who sees the person',
  restricted: 'Roles that may see restricted fields',
  sealed: 'The same roles, sealed',
};

export type Retention = Schema<'RetentionResource'>;
export type RetentionRule = Retention['rules'][number];

/** What can be kept for a while. */
export const dataClasses: Record<RetentionRule['data_class'], { label: string; detail: string }> = {
  tracking: {
    label: 'Opens and clicks',
    detail: 'The figures of old mailings go with them; what people did stays in their timelines.',
  },
  'unconfirmed-signatures': {
    label: 'Signatures never confirmed',
    detail: 'They count nowhere, and hold a name and an address.',
  },
  'import-rows': {
    label: 'Rows that imports left over',
    detail: 'Lines that were refused or remarked on, as they stood in the file.',
  },
  'code-views': { label: 'Views by source code', detail: 'Numbers by day. They name nobody.' },
};

export type OptInRules = Schema<'OptInRulesResource'>;
export type OptInRule = OptInRules['rules'][number];

/** Ways in that a rule of confirmed sign-up can name. */
export const waysIn: Record<NonNullable<OptInRule['form']>, string> = {
  event: 'Sign-up forms of events',
  staff: 'What staff write down, as from paper',
  import: 'Files that are imported',
};
