/** One entry of a calendar. Times are written in UTC, so that no reader needs our rules of any zone. */
export interface CalendarEntry {
  /** Stable for the life of what it stands for: updates and cancellations find it by this. */
  uid: string;
  /** Grows with each change; readers ignore what is not newer than what they hold. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  description?: string;
  location?: string;
  url?: string;
  isCancelled?: boolean;
  /** The bare address that invites; of our sending domain, or receiving servers distrust it. */
  organizer?: string;
  /** The one recipient. Never another guest. */
  attendee?: string;
}

/** PUBLISH for several entries at once, REQUEST and CANCEL for one (RFC 5546 3.2). */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

const LINE_OCTETS = 75;

/**
 * An iCalendar object (RFC 5545) as text with CRLF line ends, for mail (RFC 6047) or, without a method, as a feed.
 *
 * @param stampedAt when it is made: DTSTAMP of every entry.
 */
export function calendar(
  entries: readonly CalendarEntry[],
  { method, name, stampedAt }: { method?: CalendarMethod; name?: string; stampedAt: Date },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Accord//Events//EN',
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : []),
    ...(name ? [`X-WR-CALNAME:${text(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'] : []),
    ...entries.flatMap((entry) => eventLines(entry, method, stampedAt)),
    'END:VCALENDAR',
  ];
  return lines.map(fold).join('');
}

function eventLines(entry: CalendarEntry, method: CalendarMethod | undefined, stampedAt: Date): string[] {
  const isInvitation = method === 'REQUEST' || method === 'CANCEL';
  const status = entry.isCancelled || method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED';
  return [
    'BEGIN:VEVENT',
    `UID:${text(entry.uid)}`,
    `DTSTAMP:${utc(stampedAt)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `STATUS:${status}`,
    `SUMMARY:${text(entry.summary)}`,
    ...(entry.description ? [`DESCRIPTION:${text(entry.description)}`] : []),
    ...(entry.location ? [`LOCATION:${text(entry.location)}`] : []),
    ...(entry.url ? [`URL:${new URL(entry.url).toString()}`] : []),
    ...(entry.organizer ? [`ORGANIZER:${mailto(entry.organizer)}`] : []),
    // A published calendar names no attendees (RFC 5546 3.2.1).
    ...(entry.attendee && isInvitation
      ? [`ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:${mailto(entry.attendee)}`]
      : []),
    'END:VEVENT',
  ];
}

/** 20261205T150000Z (RFC 5545 3.3.5, form 2). */
function utc(at: Date): string {
  return `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/**
 * TEXT (RFC 5545 3.3.11). Every kind of line break that some reader honours becomes the escaped one, so that no text
 * can begin a line of its own; other controls are dropped.
 */
function text(value: string): string {
  return value
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, '\\$&')
    .replace(/\r\n|[\r\n\u000b\u000c\u0085\u2028\u2029]/g, '\\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '');
}

function mailto(address: string): string {
  return `mailto:${encodeURI(address).replace(/[?&#,;:"]/g, encodeURIComponent)}`;
}

/** Folds at 75 octets and never within a character (RFC 5545 3.1); the blank of a folded line counts. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const width = Buffer.byteLength(character);
    if (octets + width > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += width;
  }
  return `${folded}\r\n`;
}
