import { base64Lines, parameter, quotedPrintable } from './mime-text.js';

/** A calendar object for the recipient (RFC 5545, RFC 6047). */
export interface Invitation {
  /** Equal to the METHOD inside: Outlook refuses a message where they differ. */
  readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  readonly filename: string;
  readonly content: string;
}

/** Last in multipart/alternative, where calendars look for it. */
export function calendarPart({ method, content }: Invitation): string {
  if (!new RegExp(`^METHOD:${method}\\r?$`, 'm').test(content))
    throw new Error(`The calendar does not say METHOD:${method}`);
  return [
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(content.trimEnd()),
  ].join('\r\n');
}

/** The same as a file, for the mail programs that show only that. */
export function calendarAttachment({ filename, content }: Invitation): string {
  return [
    `Content-Type: application/ics;\r\n ${parameter('name', filename)}`,
    `Content-Disposition: attachment;\r\n ${parameter('filename', filename)}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(Buffer.from(content, 'utf8')),
  ].join('\r\n');
}
