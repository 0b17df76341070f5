import { isAutomatic } from './automatic.js';
import { readFeedback } from './feedback-report.js';
import { type Fields, fields, type MailParts, takeApart } from './mail-parts.js';
import { ABOUT_NOTHING, type AboutMessage, type Notice } from './notice.js';
import { withoutOriginal } from './report-text.js';
import { readStatusReport } from './status-report.js';
import { readTextReport } from './text-report.js';
import { noticeOfSes, sesEventInMail } from './vendors/ses-event.js';

/**
 * Tells what a mail that came to a return path says. Structure goes before words: feedback reports (RFC 5965), delivery
 * status (RFC 3464) with enhanced codes (RFC 3463, 5248), then reports in words, then automatic answers (RFC 3834). Pure:
 * it asks nobody and writes nothing. Never throws for what a stranger sent: what cannot be read is `other`.
 *
 * @param raw the mail as it came, at any line end
 */
export async function readNotice(raw: Buffer): Promise<Notice> {
  let mail: MailParts;
  try {
    mail = await takeApart(raw);
  } catch {
    // Beyond the parser's limits, which no report comes near.
    return { kind: 'other', to: [], failures: [], about: ABOUT_NOTHING };
  }
  const event = sesEventInMail(mail.text);
  if (event) return noticeOfSes(event);
  const [about, to] = [aboutOf(mail), cameTo(mail)];
  const feedback = readFeedback(mail);
  if (feedback) return { kind: feedback, to, failures: [], about };
  const told = readStatusReport(mail) ?? (mail.hasReceipt ? null : readTextReport(mail));
  if (told) return { ...told, to, about };
  return { kind: isAutomatic(mail) ? 'automatic' : 'other', to, failures: [], about };
}

/** Where the way it came does not say: servers write the envelope's recipient into these, and mail programs the last. */
function cameTo({ headers }: MailParts): string[] {
  const found = ['delivered-to', 'x-original-to', 'envelope-to', 'to'].flatMap((name) => [
    ...(headers.get(name) ?? '').matchAll(/[^\s<>,;:"]+@[^\s<>,;:"]+/g),
  ]);
  return [...new Set(found.map(([address]) => address.toLowerCase()))];
}

/** By what the message may be found that came back. */
function aboutOf({ original, feedback, text }: MailParts): AboutMessage {
  const returned: Fields =
    original ?? fields(withoutOriginal(text).original.replace(/^[^\n]*-{2,}[^\n]*\n+/, ''));
  const one = (found: string | undefined) => /<?([^\s<>;:"]+@[^\s<>;:",]+)>?/.exec(found ?? '')?.[1] ?? null;
  return {
    messageId: one(returned.get('message-id')),
    returnPath: one(feedback?.get('original-mail-from')) ?? one(returned.get('return-path')),
    leaving: /<mailto:([^>?]+)/i.exec(returned.get('list-unsubscribe') ?? '')?.[1] ?? null,
    recipient:
      one(feedback?.get('original-rcpt-to')) ??
      one(returned.get('x-hmxmroriginalrecipient')) ??
      one(returned.get('to')),
  };
}
