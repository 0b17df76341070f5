import { type PartnerWord } from '../../layout/partner-boxes.views.js';

/*
 *               register                       check in
 *  (form) ───────────────────▶ registered ◀──────────────▶ attended
 *     │                          │  ▲  │    undo             ▲ ▼
 *     │ full            confirm  ▼  │  └──close (48 h)──▶ no-show
 *     │                      confirmed                       (also from confirmed)
 *     ▼          seat freed          claim ▲
 *  waitlisted ─────────────▶ offered ──────┘
 *
 *  cancel leads from each of the first four, and from offered also the lapse of the offer, to cancelled. A cancelled
 *  place may be asked for again: registered, or waitlisted behind everybody else.
 */
export const ATTENDANCE_STATES = [
  'registered',
  'confirmed',
  'waitlisted',
  'offered',
  'cancelled',
  'attended',
  'no-show',
] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number];

/** One party's place in one shift. Holds `seats` of the shift's capacity in every state but waitlisted and cancelled. */
export interface Attendance {
  id: string;
  registrationId: string;
  shiftId: string;
  ownerId: string;
  state: AttendanceState;
  /** The person and their guests. */
  seats: number;
  offerExpiresAt: Date | null;
  checkedInAt: Date | null;
  cancelledAt: Date | null;
  calendarSequence: number;
}

/** One party's sign-up for an event, with a place in one or more of its shifts. */
export interface Registration {
  id: string;
  eventId: string;
  ownerId: string;
  personId: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  zip: string;
  guests: number;
  accessNeeds: string;
  language: 'en' | 'es' | 'pt';
  /** Of partners' boxes that were ticked. */
  partnerWords: PartnerWord[];
  /** They wait for the mailbox's own word. */
  areWordsPending: boolean;
  isWalkIn: boolean;
  isPractice: boolean;
}

const COMING: readonly AttendanceState[] = ['registered', 'confirmed', 'attended'];

/** Holds a place for certain: is told the private details and reminded. */
export function isComing({ state }: Pick<Attendance, 'state'>): boolean {
  return COMING.includes(state);
}

/** Has a stake in the shift: told of changes and cancellations. */
export function isActive({ state }: Pick<Attendance, 'state'>): boolean {
  return isComing({ state }) || state === 'waitlisted' || state === 'offered';
}
