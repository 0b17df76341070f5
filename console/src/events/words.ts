import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type EventRow = Schema<'EventResource'>;
export type EventRecord = Schema<'EventRecord'>;
export type Shift = Schema<'ShiftResource'>;
export type Attendee = Schema<'AttendeeResource'>;
export type Kind = EventRow['kind'];
export type Mode = EventRow['mode'];
export type When = 'upcoming' | 'past' | 'drafts' | 'cancelled';

export const kinds: Record<Kind, string> = {
  rally: 'Rally',
  event: 'Event',
  training: 'Training',
  meeting: 'Meeting',
  'lobby-day': 'Lobby day',
};

export const modes: Record<Mode, string> = {
  'in-person': 'In person',
  virtual: 'Online',
  hybrid: 'In person and online',
};

export const eventStates: Record<EventRow['state'], { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  published: { label: 'Published', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'bad' },
};

export const whens: Record<When, string> = {
  upcoming: 'Upcoming',
  past: 'Past',
  drafts: 'Drafts',
  cancelled: 'Cancelled',
};

export const attendeeStates: Record<Attendee['state'], { label: string; tone: Tone }> = {
  registered: { label: 'Registered', tone: 'active' },
  confirmed: { label: 'Confirmed', tone: 'good' },
  waitlisted: { label: 'Waiting', tone: 'waiting' },
  offered: { label: 'Place offered', tone: 'waiting' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
  attended: { label: 'Checked in', tone: 'good' },
  'no-show': { label: 'No-show', tone: 'bad' },
};

/** A table of words as the options of a select or a filter. */
export function optionsOf<Key extends string>(words: Record<Key, string | { label: string }>) {
  return (Object.entries(words) as [Key, string | { label: string }][]).map(([value, word]) => ({
    value,
    label: typeof word === 'string' ? word : word.label,
  }));
}
