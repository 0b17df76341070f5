import { type Schema } from '../api/client';

export type Segment = Schema<'SegmentResource'>;
export type Filter = Segment['filter'];
export type Group = Schema<'AllOf'> | Schema<'AnyOf'> | Schema<'NoneOf'>;
export type Condition = Exclude<Filter, Group>;
export type Kind = Condition['kind'];
export type ConditionOf<K extends Kind> = Extract<Condition, { kind: K }>;
export type Fields = Schema<'FieldsResource'>;
export type Count = Schema<'CountResource'>;

export const EVERYBODY: Filter = { all: [] };

/** Headings of the menu that adds a condition. */
export const groups: Record<Fields['conditions'][number]['group'], string> = {
  person: 'Who they are',
  place: 'Where they live',
  deeds: 'What they did',
  contact: 'Mail and consent',
  partners: 'Partners',
};

type Did = ConditionOf<'deed'>['did'];

/** Deeds that can be asked for, as the end of "people who …". */
export const deeds: Partial<Record<Did, string>> = {
  signed: 'signed',
  registered: 'signed up for',
  attended: 'came to',
  missed: 'signed up and did not come to',
  wrote: 'wrote in',
  joined: 'joined',
  'was-mailed': 'were mailed',
  opened: 'opened',
  clicked: 'clicked in',
  bounced: 'could not be reached by',
  unsubscribed: 'unsubscribed',
  subscribed: 'subscribed',
};

export const languages: Record<ConditionOf<'language'>['any_of'][number], string> = {
  en: 'English',
  es: 'Spanish',
  pt: 'Portuguese',
};

export const emailStates: Record<ConditionOf<'email'>['status'], string> = {
  any: 'have an email address',
  ok: 'have one that works',
  bouncing: 'have one that bounces',
  invalid: 'have one that does not exist',
};

export const channels: Record<ConditionOf<'consent'>['channel'], string> = {
  email: 'email',
  sms: 'text messages',
  phone: 'phone calls',
  share: 'sharing their record',
};

export const partnerRoles: Record<NonNullable<ConditionOf<'partner-role'>['any_of']>[number], string> = {
  leader: 'leader',
  designee: 'designee',
  backup: 'backup',
  signatory: 'signatory',
  communications: 'communications',
  'data-contact': 'data contact',
  contact: 'contact',
};

export const valueTests: Record<ConditionOf<'value'>['test'], string> = {
  'is-set': 'has an answer',
  is: 'is',
  contains: 'contains',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'any-of': 'is one of',
};

export const layers: Record<string, string> = {
  lower: 'State House',
  upper: 'State Senate',
  congress: 'Congress',
  town: 'Town',
  county: 'County',
};

export const optionsOf = (words: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
