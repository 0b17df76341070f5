/** What became of one delivery. Exactly one of these is true of it, and what may be done next differs. */
export type Outcome = Accepted | Refused | NotHanded | Unknown;

/** The relay took it and answers for it from here. */
export interface Accepted {
  readonly kind: 'accepted';
  /** The reply to the final dot, such as `250 2.0.0 Ok: queued as 4XyZ`. */
  readonly reply: string;
  /** The relay's own id of the message, where its reply names one: its log and bounces speak of it. */
  readonly queueId: string | undefined;
}

/** The relay said no to this message or this recipient, and kept nothing of it. */
export interface Refused {
  readonly kind: 'refused';
  /** The reply code, 421 to 559 (RFC 5321 4.2). */
  readonly code: number;
  /** The enhanced status, such as `5.1.1` (RFC 3463), where given. */
  readonly enhanced: string | undefined;
  readonly reply: string;
  /** True for 5xx: the same message would be refused again. False for 4xx: later it may not. */
  readonly permanent: boolean;
}

/** Nothing of the message was taken, because the relay or the way to it failed. Sending it again is safe. */
export interface NotHanded {
  readonly kind: 'not-handed';
  readonly error: string;
  /** The reply, where the relay refused the connection, the greeting or the sign-in as such. */
  readonly code: number | undefined;
  /** Where it was neither the message nor the moment: nothing goes out until somebody has seen to it. */
  readonly broken?: 'sign-in' | 'certificate' | undefined;
}

/** The final dot may have been taken and the answer was lost. Sending it again might send it twice. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly error: string;
}

/** Reads the reply to the final dot. Postfix says "queued as", Exim "id=", Sendmail puts the id first. */
export function acceptedBy(
  response: string,
  serverMessageId: string | undefined,
  secrets: readonly string[] = [],
): Accepted {
  const named = /\bqueued as <?([^\s>]+)/i.exec(response) ?? /\bid=(\S+)/i.exec(response);
  const first = /^250 2\.\d\.\d (\S+) Message accepted/i.exec(response);
  const queueId = serverMessageId ?? (named ?? first)?.[1];
  return { kind: 'accepted', reply: printable(response, secrets), queueId: queueId?.slice(0, 200) };
}

/** What nodemailer throws, as far as it is used here. */
interface DeliveryError {
  readonly message: string;
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Replies to these commands are about the message; replies before them are about the connection. */
const ABOUT_THE_MESSAGE = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
/** nodemailer's words where 421 came in the middle of a message: it no longer says after which command. */
const IN_THE_MIDDLE = /^Server closed the connection/;

/** The words of OpenSSL and Node for a certificate that is not to be trusted, or not for this host. */
const CERTIFICATE = /certificate|altnames/i;

/**
 * Reads an error. Where the relay answered, its answer is certain. Where it did not, all hangs on whether the
 * message had been read to its end: the final dot follows at once, so from there on nobody can know.
 *
 * @param wasRead whether the connection had read the whole message
 * @param secrets are blotted out of what is kept
 */
export function outcomeOf(thrown: unknown, wasRead: boolean, secrets: readonly string[]): Outcome {
  const error = thrown as DeliveryError;
  const text = (raw: string) => printable(raw, secrets);
  const isAnswer =
    ABOUT_THE_MESSAGE.has(error.command ?? '') ||
    (error.responseCode === 421 && !wasRead && IN_THE_MIDDLE.test(error.message));
  if (error.responseCode && error.response && isAnswer) {
    const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(error.response)?.[1];
    const code = error.responseCode;
    return { kind: 'refused', code, enhanced, reply: text(error.response), permanent: code >= 500 };
  }
  const said = text([error.code, error.message].filter(Boolean).join(': '));
  return wasRead
    ? { kind: 'unknown', error: said }
    : { kind: 'not-handed', error: said, code: error.responseCode, broken: brokenBy(error) };
}

function brokenBy({ code, message, responseCode = 0 }: DeliveryError): NotHanded['broken'] {
  // 454 is a sign-in that fails for the moment (RFC 4954 6).
  if (code === 'EAUTH') return responseCode < 500 && responseCode > 0 ? undefined : 'sign-in';
  return CERTIFICATE.test(message) && !responseCode ? 'certificate' : undefined;
}

/** True where the way to the relay could not be encrypted so that it can be trusted. */
export function isUnencrypted(thrown: unknown): boolean {
  const { code, message, responseCode } = thrown as DeliveryError;
  return code === 'ETLS' || (CERTIFICATE.test(message) && !responseCode);
}

/** One line of at most 500 characters without secrets: it goes into the delivery's row and the log. */
export function printable(raw: string, secrets: readonly string[]): string {
  let text = raw;
  // In whatever case: a server repeats an address as it pleases.
  for (const secret of secrets) text = text.replace(new RegExp(secret.replace(/\W/g, '\\$&'), 'gi'), '***');
  return text
    .replace(/[^\P{C}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
