import PostalMime, { type Email } from 'postal-mime';

/** Fields of one block of a report: names in lower case, folded lines joined. The first of a name stands. */
export type Fields = ReadonlyMap<string, string>;

/** A mail taken apart, as far as a report of any kind needs it. */
export interface MailParts {
  headers: Fields;
  /** `multipart/report` and the like, in lower case, with its parameters as they came. */
  contentType: string;
  /** Decoded, as it is shown. */
  subject: string;
  /** Every address that it says it is from or answers to; the first is that of From, which has exactly one or is no letter. */
  senders: string[];
  /** What people read: text, or the text of the HTML. */
  text: string;
  /** The blocks of message/delivery-status (RFC 3464): the first is about the message, each further one of a recipient. */
  status: Fields[] | null;
  /** message/feedback-report (RFC 5965). */
  feedback: Fields | null;
  /** message/disposition-notification (RFC 8098): a receipt, which is nobody's bounce. */
  hasReceipt: boolean;
  /** Parts that are files, whatever they hold. */
  attachmentCount: number;
  /** Headers of the message that was returned, whole or in part. */
  original: Fields | null;
}

/** A report that nests deeper is no report, and a head of more is an attack. */
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 512 * 1024 };
/** Of the text, what a report says stands at its beginning. */
const MOST_TEXT = 200_000;

/**
 * Takes a mail apart. Line ends may be CRLF, LF or CR; the `From ` line of an mbox is dropped.
 *
 * @throws Error of the parser, for what goes beyond its limits
 */
export async function takeApart(raw: Buffer): Promise<MailParts> {
  const email = await PostalMime.parse(withUsualLineEnds(raw), { forceRfc822Attachments: true, ...LIMITS });
  const headers = fieldsOf(email);
  const part = (...types: string[]): string | null => {
    const found = email.attachments.find(({ mimeType }) => types.includes(mimeType));
    return found ? Buffer.from(found.content as Uint8Array).toString('utf8') : null;
  };
  const status = part('message/delivery-status', 'message/global-delivery-status');
  const feedback = part('message/feedback-report');
  const original = part(
    'message/rfc822',
    'text/rfc822-headers',
    'message/rfc822-headers',
    'message/global',
    'message/global-headers',
  );
  const body = bodyOf(raw);
  const text = email.text ?? plain(email.html ?? '');
  return {
    headers,
    contentType: headers.get('content-type') ?? '',
    subject: email.subject ?? '',
    senders: sendersOf(email),
    text: (text.trim() === '' ? body : text).replace(/\r\n?/g, '\n').slice(0, MOST_TEXT),
    status: status === null ? strayStatus(body) : blocks(status),
    feedback: feedback === null ? null : fields(feedback),
    hasReceipt: email.attachments.some(({ mimeType }) => mimeType === 'message/disposition-notification'),
    attachmentCount: email.attachments.length,
    original: original === null ? null : fields(original),
  };
}

/** Header-like lines up to the first empty one. */
export function fields(text: string): Fields {
  return blocks(text)[0] ?? new Map();
}

/** Blocks of header-like lines, parted by empty lines. */
function blocks(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((block) => {
      const found = new Map<string, string>();
      for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
        const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*)$/.exec(line) ?? [];
        if (name && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), value!.trim());
      }
      return found;
    })
    .filter(({ size }) => size > 0);
}

/** Gateways wrap reports, and some write another boundary than they announced: the block is there all the same. */
function strayStatus(body: string): Fields[] | null {
  if (!/^(Final|Original)-Recipient:[ \t]*rfc822/im.test(body)) return null;
  return blocks(body.slice(0, MOST_TEXT)).filter(
    (block) => block.has('final-recipient') && block.has('status'),
  );
}

function sendersOf({ from, sender, replyTo = [], returnPath }: Email): string[] {
  const found = [from, sender, ...replyTo].flatMap((each) =>
    each?.group ? each.group.map(({ address }) => address) : [each?.address],
  );
  return [...found, returnPath].filter((each): each is string => !!each).map((each) => each.toLowerCase());
}

/** All after the head, undecoded. */
function bodyOf(raw: Buffer): string {
  const text = withUsualLineEnds(raw).toString('latin1').replace(/\r\n/g, '\n');
  const end = text.indexOf('\n\n');
  return end < 0 ? '' : text.slice(end + 2);
}

function fieldsOf(email: Email): Fields {
  const found = new Map<string, string>();
  for (const { key, value } of email.headers) if (!found.has(key)) found.set(key, value.trim());
  return found;
}

function withUsualLineEnds(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const isOfMac = text.includes('\r') && !text.includes('\n');
  const unmarked = (isOfMac ? text.replaceAll('\r', '\n') : text).replace(/^(\s*\n)?(>?From [^\n]*\n)/, '');
  return Buffer.from(unmarked, 'latin1');
}

/** The words of an HTML part. Linear in its length, whatever a stranger puts in: no bracket is looked for twice. */
function plain(html: string): string {
  const [first = '', ...styled] = html.slice(0, MOST_TEXT).split(/<(?:style|script)\b/i);
  const shown = [first, ...styled.map((piece) => piece.split(/<\/(?:style|script)/i)[1] ?? '')].join(' ');
  return shown
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
