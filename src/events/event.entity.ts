import { type Localized } from '../layout/i18n.js';

/*
 * draft ──publish──▶ published ──cancel──▶ cancelled
 *   └───────────────cancel───────────────────▲
 *
 * Whether an event is over is a matter of time, not of state: isOver().
 */
export const EVENT_STATES = ['draft', 'published', 'cancelled'] as const;
export type EventState = (typeof EVENT_STATES)[number];

export const EVENT_KINDS = ['rally', 'event', 'training', 'meeting', 'lobby-day'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVENT_MODES = ['in-person', 'virtual', 'hybrid'] as const;
export type EventMode = (typeof EVENT_MODES)[number];

/** An event or rally of one organization. Its times are those of its shifts; every event has at least one. */
export interface Event {
  id: string;
  ownerId: string;
  campaignId: string | null;
  slug: string;
  state: EventState;
  kind: EventKind;
  title: Localized;
  summary: Localized;
  description: Localized;
  timeZone: string;
  mode: EventMode;
  isListed: boolean;
  venue: string;
  address: string;
  isAddressPublic: boolean;
  directions: string;
  accessibility: string;
  /** Join link, meeting point, marshal brief: only in messages to people who hold a place. */
  privateDetails: string;
  contactEmail: string;
  calendarSequence: number;
  notice: string;
  isPractice: boolean;
  publishedAt: Date | null;
  cancelledAt: Date | null;
  updatedAt: Date;
}

export interface Shift {
  id: string;
  eventId: string;
  name: Localized;
  /** Wall-clock time in the event's zone, 'YYYY-MM-DDTHH:MM'. */
  startsLocal: string;
  endsLocal: string;
  startsAt: Date;
  endsAt: Date;
  /** Null: as many as come. */
  capacity: number | null;
  /** Seats held by registered, confirmed, offered and attended parties; never more than the capacity. */
  taken: number;
  /** Parties on the waiting list. */
  waiting: number;
  position: number;
}

export function isOver(shifts: readonly Pick<Shift, 'endsAt'>[], now: Date): boolean {
  return shifts.length > 0 && shifts.every(({ endsAt }) => endsAt <= now);
}

/** Sign-up is open until a shift begins; walk-ins are counted at the door. */
export function isOpen(event: Pick<Event, 'state'>, shift: Pick<Shift, 'startsAt'>, now: Date): boolean {
  return event.state === 'published' && shift.startsAt > now;
}

/** Null: no limit. */
export function placesLeft(shift: Pick<Shift, 'capacity' | 'taken'>): number | null {
  return shift.capacity === null ? null : Math.max(0, shift.capacity - shift.taken);
}
