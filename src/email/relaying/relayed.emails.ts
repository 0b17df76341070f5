import { type Language } from '../../layout/i18n.js';
import { type MailContent } from '../../layout/mail.js';
import { escapeHtml } from '../compose/merge-tags.js';
import { saysAutomatic } from '../inbound/automatic.js';
import { type MailParts } from '../inbound/mail-parts.js';
import { relayedMessages } from './relayed.messages.js';

/** What a relay passes on of a letter. */
export interface Passed {
  subject: string;
  text: string;
  attachmentCount: number;
}

/** A lasting sign of a machine or a list (RFC 3834 2, RFC 2369): what comes so is never passed on, so nothing goes in a circle. */
const OF_LISTS = ['list-id', 'list-unsubscribe', 'list-post', 'feedback-id'];
const OF_A_SERVER = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)\b/;

/**
 * True for what a person wrote to somebody. Reports, receipts, lists and automatic mail of any kind are not passed on: their
 * answers would be, and so on. What the relay itself sends says that it is automatic.
 */
export function isLetter(mail: MailParts): boolean {
  const { headers, senders, contentType, status, feedback } = mail;
  const [from] = senders;
  const named = headers.get('from')?.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [];
  const saysItself = headers.get('auto-submitted') ?? 'no';
  return (
    from !== undefined &&
    new Set(named.map((each) => each.toLowerCase())).size === 1 &&
    !OF_A_SERVER.test(from) &&
    /^\s*no\b/i.test(saysItself) &&
    !saysAutomatic(mail) &&
    !OF_LISTS.some((name) => headers.has(name)) &&
    status === null &&
    feedback === null &&
    !/^multipart\/report/.test(contentType)
  );
}

/**
 * A letter without what would tell from which address it came: nothing of its head but the subject, no files (they carry
 * names, places and devices), and in its words, quoted ones too, the relay address in the place of every address that it came
 * from. A link that holds such an address percent-encoded loses it as well.
 *
 * @param hidden the real address, beside those that the letter says it is from
 * @param relay what stands in their place
 */
export function withoutAddresses(mail: MailParts, hidden: string, relay: string): Passed {
  const addresses = [...new Set([hidden, ...mail.senders])].sort((a, b) => b.length - a.length);
  const patterns = addresses.flatMap((each) => [each, encodeURIComponent(each), each.replace('@', '%40')]);
  // Where we had asked them to answer to; it stands in what they quote.
  const ours = /r\+[0-9a-z]{1,13}\.[0-9a-f]{32}@[a-z0-9.-]+/gi;
  const clean = (text: string): string =>
    patterns
      .reduce((words, each) => words.replace(new RegExp(each.replace(/\W/g, '\\$&'), 'gi'), relay), text)
      .replace(ours, relay);
  return { subject: clean(mail.subject), text: clean(mail.text), attachmentCount: mail.attachmentCount };
}

/** The letter to the person: what it is about stands inside, because outside it is neutral. */
export function letterToPerson({ subject, text, attachmentCount }: Passed, language: Language): MailContent {
  const words = [subject, text, note(attachmentCount, language)].filter((each) => each.trim() !== '');
  return { subject, ...bodyOf(words.join('\n\n')) };
}

/** The person's answer, to staff. */
export function letterToStaff({ subject, text, attachmentCount }: Passed, name: string): MailContent {
  const from = `${name === '' ? 'They' : name} wrote by their relay address. Your answer goes there too.`;
  const words = [from, text, note(attachmentCount, 'en')].filter((each) => each.trim() !== '');
  return { subject: subject.trim() === '' ? 'A message by a relay' : subject, ...bodyOf(words.join('\n\n')) };
}

function note(count: number, language: Language): string {
  return count === 0 ? '' : relayedMessages[language].leftOut(count);
}

/** Words alone, in both forms: what came as HTML is not passed on, because it can hide an address anywhere. */
function bodyOf(text: string): { html: string; text: string } {
  const shown = escapeHtml(text).replaceAll('\n', '<br>');
  const html = `<!doctype html><html><head><meta charset="utf-8"><title></title></head><body><p>${shown}</p></body></html>`;
  return { html, text };
}
