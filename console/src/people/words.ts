import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type ListedPerson = Schema<'PersonListItem'>;
export type Person = Schema<'PersonResource'>;
export type TimelineItem = Schema<'TimelineItem'>;

export const languages: Record<string, string> = { en: 'English', es: 'Spanish', pt: 'Portuguese' };

/** What people did, as a filter of the list names it. */
export const actions: Record<string, string> = {
  signed: 'Signed a petition',
  registered: 'Signed up for an event',
  attended: 'Came to an event',
  wrote: 'Wrote to an official',
};

/** What a layer of districts elects or is. */
export const districtLayers: Record<string, string> = {
  congress: 'US House',
  upper: 'State senate',
  lower: 'State house',
  county: 'County',
  town: 'Town',
};

/** How the place of an address was found. */
export const placedBy: Record<string, string> = {
  geocoder: 'by the street',
  'zip-point': 'by the ZIP code',
  'town-point': 'by the town',
  'map-pin': 'by a point on the map',
};

export const emailStatuses: Record<string, { label: string; tone: Tone }> = {
  ok: { label: 'Works', tone: 'good' },
  bouncing: { label: 'Bounces', tone: 'waiting' },
  invalid: { label: 'Does not exist', tone: 'bad' },
};

/** The choices of an entry's status: a phone or an address does not bounce. */
export function contactStatuses(kind: 'email' | 'phone' | 'address'): { value: string; label: string }[] {
  return Object.entries(emailStatuses)
    .filter(([value]) => kind === 'email' || value !== 'bouncing')
    .map(([value, { label }]) => ({ value, label }));
}

/** How a word of consent came to be. */
export const consentMethods: Record<string, string> = {
  form: 'by a form',
  confirmed: 'by a form, confirmed by email',
  staff: 'as told to staff',
  import: 'by an import',
  'one-click': 'by the unsubscribe button of their mail program',
  page: 'on the preferences page',
  complaint: 'by reporting a mail as spam',
};

/** What a word of consent hung on. */
export const consentSources: Record<string, string> = {
  petition: 'a petition',
  event: 'an event',
  letter: 'a letter',
  import: 'an import',
  mailing: 'a mail',
  choices: 'their email choices',
  person: 'this record',
  bulk: 'a change of many',
  merge: 'a merge',
};

export const channels: Record<string, string> = {
  email: 'Email',
  sms: 'Text messages',
  phone: 'Phone calls',
};

/** A value as its field reads it; nothing where there is none. */
export function wordsOfValue(
  { options }: Schema<'FieldResource'>,
  value: Schema<'ValueResource'>['value'],
): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const names = new Map(options.map(({ key, label }) => [key, fieldValue(label, key)]));
  return [value]
    .flat()
    .map((each) => names.get(String(each)) ?? String(each))
    .join(', ');
}

/** Why two may be one. */
export const duplicateReasons: Record<string, string> = {
  email: 'Same email, similar name',
  phone: 'Same phone and first name',
  'name-and-address': 'Same name and address',
  'name-and-zip': 'Same name and ZIP',
  'similar-name': 'Similar name, same ZIP',
};

/** What a change was about. */
export const fieldNames: Record<string, string> = {
  given_name: 'First name',
  family_name: 'Last name',
  pronouns: 'Pronouns',
  language: 'Language',
  no_tracking: 'No recording of opens and clicks',
  is_sealed: 'Sealed',
  email: 'Email',
  phone: 'Phone',
  address: 'Address',
  tag: 'Tag',
  volunteering: 'What they offer',
  training: 'Training',
};

/** A text by language in the reader's own, as the API leaves it open in details. */
export function fieldValue(label: unknown, otherwise: string): string {
  if (label === null || typeof label !== 'object') return otherwise;
  const texts = label as Record<string, unknown>;
  const text = texts['en'] ?? Object.values(texts)[0];
  return typeof text === 'string' && text !== '' ? text : otherwise;
}

/** Somebody's name; who gave none is called what staff would call them. */
export function nameOf({ given_name, family_name }: { given_name: string; family_name: string }): string {
  return `${given_name} ${family_name}`.trim() || 'Somebody without a name';
}
