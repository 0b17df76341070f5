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

export const emailStatuses: Record<string, { label: string; tone: Tone }> = {
  ok: { label: 'Works', tone: 'good' },
  bouncing: { label: 'Bounces', tone: 'waiting' },
  invalid: { label: 'Does not exist', tone: 'bad' },
};

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

export const channels: Record<string, string> = {
  email: 'Email',
  sms: 'Text messages',
  phone: 'Phone calls',
};

/** Somebody's name; who gave none is called what staff would call them. */
export function nameOf({ given_name, family_name }: { given_name: string; family_name: string }): string {
  return `${given_name} ${family_name}`.trim() || 'Somebody without a name';
}
