import { randomBytes } from 'node:crypto';
import { canonicalDomain, canonicalEmail, domainOf, type Mailbox } from './address.js';
import { calendarAttachment, calendarPart, type Invitation } from './calendar-part.js';
import { addressHeader, fold, oneLine, quotedPrintable, textHeader } from './mime-text.js';

/** A text with places for values: `['Dear ', { tag: 'first_name' }, ',']`. */
export type Part = string | { readonly tag: string };
export type Parts = readonly Part[];

/** A value in the two forms it is shown in. `html` is markup that the caller has escaped; `text` is plain. */
export interface Value {
  readonly html: string;
  readonly text: string;
}

export type Values = Readonly<Record<string, Value>>;

/** What all recipients of a mailing share. */
export interface MessageDesign {
  readonly from: Mailbox;
  readonly replyTo?: Mailbox | undefined;
  readonly subject: Parts;
  readonly html: Parts;
  readonly text: Parts;
  /** Further headers, the same for all: List-Id, Auto-Submitted, Feedback-ID. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What one message has of its own. */
export interface Recipient {
  readonly to: Mailbox;
  /** Ours for this recipient and this message, the same on every retry: becomes the Message-ID. */
  readonly id: string;
  readonly date: Date;
  /** One-click unsubscribe (RFC 8058), for bulk mail only. */
  readonly unsubscribe?: { readonly url: string; readonly mailto: string } | undefined;
  readonly calendar?: Invitation | undefined;
}

export interface CompiledMessage {
  /**
   * The message as it goes over the wire, RFC 5322 with CRLF.
   *
   * @throws Error where a value is missing or the recipient's address is none: that recipient fails, not the mailing.
   */
  render(values: Values, recipient: Recipient): Buffer;
}

/** Longer than any name; servers refuse a message for a header that is much longer, or cut it (RFC 5322 2.1.1). */
const LONGEST_NAME = 1_000;

/** These are written from the design and the recipient; a second one would make the message invalid or a forgery. */
const OWN_HEADERS = new Set(
  'from to cc bcc sender reply-to date subject message-id mime-version list-unsubscribe list-unsubscribe-post dkim-signature'.split(
    ' ',
  ),
);

/**
 * Builds the message once and splices in each recipient's values: building is nearly all the cost of a mail.
 * What people typed enters only as values, encoded, and so can add no header, recipient or part.
 */
export function compileMessage(design: MessageDesign): CompiledMessage {
  const from = mailbox(design.from);
  const shared = [
    addressHeader('From', from),
    ...(design.replyTo ? [addressHeader('Reply-To', mailbox(design.replyTo))] : []),
    'MIME-Version: 1.0',
    ...Object.entries(design.headers ?? {}).map(([name, value]) => furtherHeader(name, value)),
  ];
  const boundary = `=_${randomBytes(12).toString('hex')}`;
  const text = compileParts(design.text);
  const html = compileParts(design.html);
  const domain = domainOf(from.address);

  const headers = (values: Values, recipient: Recipient): string[] => [
    ...shared,
    addressHeader('To', mailbox(recipient.to)),
    textHeader(
      'Subject',
      design.subject.map((part) => (typeof part === 'string' ? part : valueOf(values, part).text)).join(''),
    ),
    `Date: ${recipient.date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${idPart(recipient.id)}@${domain}>`,
    ...(recipient.unsubscribe ? unsubscribeHeaders(recipient.unsubscribe) : []),
    contentType(recipient.calendar ? 'mixed' : 'alternative', boundary),
  ];
  const body = (values: Values, { calendar }: Recipient): string => {
    const parts = [
      bodyPart('text/plain', splice(text, values, 'text')),
      bodyPart('text/html', splice(html, values, 'html')),
    ];
    if (!calendar) return multipart(boundary, parts);
    const inner = `${boundary}a`;
    const alternative = multipart(inner, [...parts, calendarPart(calendar)]);
    return multipart(boundary, [
      `${contentType('alternative', inner)}\r\n\r\n${alternative}`,
      calendarAttachment(calendar),
    ]);
  };
  return {
    render(values, recipient) {
      const head = headers(values, recipient);
      const content = body(values, recipient);
      // The body is ASCII by its encodings; a header may name an international mailbox (RFC 6532).
      return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(content, 'latin1')]);
    },
  };
}

type CompiledPart = { readonly encoded: string } | { readonly tag: string };

function compileParts(parts: Parts): CompiledPart[] {
  return parts.map((part) => (typeof part === 'string' ? { encoded: quotedPrintable(part) } : part));
}

/** A value begins and ends a line by soft breaks, so the encoded text around it need not be looked at again. */
function splice(parts: readonly CompiledPart[], values: Values, form: keyof Value): string {
  let spliced = '';
  for (const part of parts) {
    if ('encoded' in part) {
      spliced += part.encoded;
    } else {
      const value = valueOf(values, part)[form];
      spliced += value === '' ? '=\r\n' : `=\r\n${quotedPrintable(value)}=\r\n`;
    }
  }
  return spliced;
}

function valueOf(values: Values, { tag }: { tag: string }): Value {
  const value = Object.hasOwn(values, tag) ? values[tag] : undefined;
  if (!value) throw new Error(`The message needs a value for ${tag}`);
  return value;
}

function mailbox({ name, address }: Mailbox): Mailbox {
  if (canonicalEmail(address) !== address)
    throw new Error('A message is sent from and to canonical addresses only');
  if (name !== undefined && name.length > LONGEST_NAME)
    throw new Error(`The name is longer than ${LONGEST_NAME} characters`);
  return name === undefined ? { address } : { name, address };
}

function furtherHeader(name: string, value: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name) || OWN_HEADERS.has(name.toLowerCase())) {
    throw new Error(`The header ${JSON.stringify(name)} cannot be set`);
  }
  // Not encoded: these have a grammar of their own, in which an encoded word would be taken literally.
  if (!/^[\x20-\x7e]{1,900}$/.test(value)) throw new Error(`The header ${name} takes printable ASCII`);
  return fold(`${name}: ${value.trim()}`);
}

function idPart(id: string): string {
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(id))
    throw new Error('A message id is made of letters, digits, - _ .');
  return id;
}

/** RFC 8058 3.1: one HTTPS address, and a Post header with the single pair. http is for a trial on one's own machine. */
function unsubscribeHeaders({ url, mailto }: { url: string; mailto: string }): string[] {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(url) || /[<>,]/.test(url))
    throw new Error('The unsubscribe link is not a URL');
  if (!/^mailto:[\x21-\x7e]+$/.test(mailto) || /[<>,]/.test(mailto))
    throw new Error('The unsubscribe mailto is none');
  const value = `<${url}>, <${mailto}>`;
  return [fold(`List-Unsubscribe: ${value}`), 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'];
}

function contentType(kind: 'mixed' | 'alternative', boundary: string): string {
  return `Content-Type: multipart/${kind};\r\n boundary="${boundary}"`;
}

function bodyPart(type: string, encoded: string): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encoded}`;
}

function multipart(boundary: string, parts: readonly string[]): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}

/** For headers that take a phrase and an id, such as List-Id (RFC 2919). */
export function listId(description: string, listName: string, domain: string): string {
  const host = canonicalDomain(domain);
  if (host === null || !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(listName))
    throw new Error('A List-Id needs a name and a domain');

  const phrase = oneLine(description)
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\<>]/g, '');
  return `"${phrase}" <${listName}.${host}>`;
}
