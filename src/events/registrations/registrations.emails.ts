import { type OwnWords } from '../../email/compose/own-words.access.js';
import { type Language, localized } from '../../layout/i18n.js';
import { type Block, mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { calendar, type CalendarEntry, type CalendarMethod } from '../calendar.js';
import { type Event, type Shift } from '../event.entity.js';
import { formatDeadline, formatSpan } from '../event-time.access.js';
import { type Attendance, isComing, type Registration } from './attendance.entity.js';
import { registrationMessages } from './registrations.messages.js';

/** A party's place with what it is a place in. */
export interface Place extends Attendance {
  shift: Shift;
  /** In the line, 1 for the next; null for whoever does not wait. */
  waitingPosition: number | null;
}

/** Everything that any of these mails tells. */
export interface RegistrationFacts {
  host: MailHost & { fromAddress: string; href: string };
  event: Event;
  registration: Registration;
  places: readonly Place[];
  eventUrl: string;
  /** The signed link to the party's own page. */
  ownUrl: string;
  /** The host of the public address: calendar ids end in it. */
  domain: string;
  now: Date;
}

/** Why the mail is written. */
export const OCCASIONS = [
  'receipt',
  'again',
  'changed',
  'withdrawn',
  'offer',
  'reminder',
  'today',
  'notice',
  'ended',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/**
 * The mail for an occasion, with the calendar file that brings the party's calendar up to date. Own words are for those
 * who come: "see you there" would not be true for whoever waits for a place.
 */
export function registrationMail(
  occasion: Occasion,
  facts: RegistrationFacts,
  words?: OwnWords,
): MailContent {
  const language = facts.registration.language;
  const own = facts.places.some(isComing) ? words : undefined;
  const content = mail({
    language,
    subject: own?.subject ?? subject(occasion, facts),
    host: facts.host,
    blocks: blocks(occasion, facts, own),
  });
  const file = ownCalendar(facts);
  return file ? { ...content, calendar: file } : content;
}

function subject(occasion: Occasion, { registration, event, places }: RegistrationFacts): string {
  const t = registrationMessages[registration.language];
  const title = localized(event.title, registration.language);
  switch (occasion) {
    case 'receipt':
      return places.some(isComing) ? t.receiptSubject(title) : t.receiptWaiting(title);
    case 'again':
      return t.receiptAgain(title);
    case 'changed':
      return t.changedSubject(title);
    case 'withdrawn':
      return t.withdrawnSubject(title);
    case 'offer':
      return t.offerSubject(title);
    case 'reminder':
      return t.reminderSubject(title);
    case 'today':
      return t.todaySubject(title);
    case 'notice':
      return t.noticeSubject(title);
    case 'ended':
      return t.endedSubject(title);
  }
}

function lead(occasion: Occasion, { registration, event, places }: RegistrationFacts): string {
  const t = registrationMessages[registration.language];
  switch (occasion) {
    case 'receipt':
      return places.some(isComing) ? t.receiptLead : t.receiptWaitingLead;
    case 'again':
      return t.againLead;
    case 'changed':
      return t.changedLead;
    case 'withdrawn':
      return t.withdrawnLead;
    case 'offer': {
      const until = places.find(({ state }) => state === 'offered')?.offerExpiresAt;
      return t.offerLead(until ? formatDeadline(until, registration.language, event.timeZone) : '');
    }
    case 'reminder':
      return t.reminderLead;
    case 'today':
      return t.todayLead;
    case 'notice':
      return t.noticeLead;
    case 'ended':
      return t.endedLead;
  }
}

function blocks(occasion: Occasion, facts: RegistrationFacts, own: OwnWords | undefined): Block[] {
  const { registration, event, places } = facts;
  const language = registration.language;
  const t = registrationMessages[language];
  const isOver = occasion === 'ended' || occasion === 'withdrawn';
  const isNews = (occasion === 'notice' || occasion === 'ended') && event.notice !== '';
  return [
    { heading: localized(event.title, language) },
    own?.opening ?? { text: t.hello(registration.givenName) + '\n' + lead(occasion, facts) },
    ...(isNews ? [{ quote: event.notice }] : []),
    { text: t.placesHeading },
    { list: places.map((place) => placeLine(place, facts)) },
    ...(isOver ? [] : whereBlocks(facts)),
    ...(registration.accessNeeds && !isOver ? [{ text: t.access(registration.accessNeeds) }] : []),
    ...((occasion === 'receipt' || occasion === 'again') && registration.areWordsPending
      ? [{ text: t.ticked }, { list: registration.partnerWords.map(({ text }) => text) }]
      : []),
    ...(occasion === 'ended'
      ? [{ button: { label: t.nextEvents, url: facts.eventUrl } }]
      : [{ button: { label: occasion === 'offer' ? t.claim : t.manage, url: facts.ownUrl } }]),
    ...(occasion === 'receipt' ? [{ small: t.notYou }] : []),
  ];
}

function placeLine(place: Place, { registration, event }: RegistrationFacts): string {
  const language = registration.language;
  const name = localized(place.shift.name, language);
  const when = formatSpan(place.shift, language, event.timeZone);
  const party = registrationMessages[language].party(place.seats);
  return `${name ? `${name}: ` : ''}${when}. ${party}: ${stateOf(place, language, event.timeZone)}`;
}

/** What a place's state means to the party, in words. */
export function stateOf(place: Place, language: Language, timeZone: string): string {
  const t = registrationMessages[language];
  switch (place.state) {
    case 'registered':
      return t.stateRegistered;
    case 'confirmed':
      return t.stateConfirmed;
    case 'waitlisted':
      return t.stateWaitlisted(place.waitingPosition ?? 1);
    case 'offered':
      return t.stateOffered(
        place.offerExpiresAt ? formatDeadline(place.offerExpiresAt, language, timeZone) : '',
      );
    case 'cancelled':
      return t.stateCancelled;
    case 'attended':
      return t.stateAttended;
    case 'no-show':
      return t.stateMissed;
  }
}

/** The place and the private details, which only those who hold a place are told. */
function whereBlocks({ event, registration, places }: RegistrationFacts): Block[] {
  const t = registrationMessages[registration.language];
  const isTold = event.isAddressPublic || places.some(isComing);
  const place = [
    event.mode === 'virtual' ? t.online : '',
    event.venue,
    isTold ? event.address : '',
    event.directions,
  ];
  return [
    { text: `${t.whereHeading}\n${place.filter(Boolean).join('\n')}` },
    ...(event.privateDetails && places.some(isComing)
      ? [{ text: `${t.detailsHeading}\n${event.privateDetails}` }]
      : []),
  ];
}

/**
 * The party's places for their calendar, or null where they never had one. One place is an invitation or its
 * cancellation; several travel as a publication, because REQUEST and CANCEL must carry a single UID (RFC 5546 3.2.2,
 * 3.2.5). The sequence is the event's plus the place's, both of which only grow.
 */
export function ownCalendar(facts: RegistrationFacts): { method: CalendarMethod; ics: string } | null {
  const { event, registration, places } = facts;
  const shown = places.filter((place) => isComing(place) || isGone(place));
  if (shown.length === 0) return null;
  const entries = shown.map((place): CalendarEntry => ({
    uid: shiftUid(place.shiftId, facts.domain),
    sequence: event.calendarSequence + place.calendarSequence,
    startsAt: place.shift.startsAt,
    endsAt: place.shift.endsAt,
    summary: [
      localized(event.title, registration.language),
      localized(place.shift.name, registration.language),
    ]
      .filter(Boolean)
      .join(': '),
    description: isComing(place)
      ? [event.directions, event.privateDetails, facts.ownUrl].filter(Boolean).join('\n\n')
      : facts.eventUrl,
    location: [event.venue, isComing(place) || event.isAddressPublic ? event.address : '']
      .filter(Boolean)
      .join(', '),
    url: facts.eventUrl,
    isCancelled: event.state === 'cancelled' || isGone(place),
    organizer: facts.host.fromAddress,
    ...(registration.email ? { attendee: registration.email } : {}),
  }));
  const [first] = entries;
  const method = entries.length > 1 ? 'PUBLISH' : first!.isCancelled ? 'CANCEL' : 'REQUEST';
  return { method, ics: calendar(entries, { method, stampedAt: facts.now }) };
}

/** Cancelled after a calendar may have had it: the calendar must take it out. */
function isGone(place: Place): boolean {
  return place.state === 'cancelled';
}

/** The same in a receipt, a reminder and the public feed, so that a calendar holds a shift once. */
export function shiftUid(shiftId: string, domain: string): string {
  return `shift-${shiftId}@${domain}`;
}
