import { printable } from '../../platform/mail/outcome.js';
import { classifyReported } from '../sending/reply-class.js';
import { WORDS } from '../sending/refusal-words.js';
import { isAutomatic } from './automatic.js';
import { type MailParts } from './mail-parts.js';
import { type Failure } from './notice.js';
import { passages, wasAfterData, withoutOriginal } from './report-text.js';
import { refusalIn, type Told } from './status-report.js';

const BY_A_SERVER =
  /mailer[-_ ]?daemon|mail delivery (sub)?system|post_?master|mail administrator|mail ?deliver(y|er) /i;
const SAYS_SO =
  /undeliver(able|ed)|un?deliverable|delivery (status|failure|has failed|error|notification|problem|report|attempt)|failure notice|fail(ed|ure) (to deliver|notice|delivery)|returned (mail|to sender)|mail (could not|failed|delivery|system error)|could not be delivered|unable to deliver|message (status|delayed)|non.?delivery|not (be )?deliver|delivery failed|mail error|rejected/i;
/** Mobile carriers and lists answer under a subject of their own. */
const OPENING =
  /could not be delivered to:|^error: invalid user address|^you are not a member of this mailing list/im;
const IS_WARNING =
  /warning message only|do not need to resend|has not yet been delivered|message will be retried|(is|has been) delayed|delayed for|only a temporary failure report/i;

/**
 * Reads a report in words alone: qmail, older Exim and Exchange, mobile carriers. It must come from a mail system or say by
 * its subject what it is; an answer of a person that quotes one is none.
 *
 * @returns null for what is no report
 */
export function readTextReport(mail: MailParts): Told | null {
  if (!isReport(mail)) return null;
  const { words } = withoutOriginal(mail.text);
  if (IS_WARNING.test(words.replace(/\s+/g, ' '))) return { kind: 'delayed', failures: [] };
  const named = addresses(mail.headers.get('x-failed-recipients') ?? '');
  const own = addresses(mail.headers.get('to') ?? '');
  const found = passages(words)
    .filter(({ address }) => named.includes(address) || (named.length === 0 && !own.includes(address)))
    .filter(({ passage }) => tells(passage));
  const failures = merged(found).map(({ address, passage }) => failureOf(address, passage));
  return { kind: 'bounce', failures: failures.length > 0 ? failures : [failureOf(named[0] ?? null, words)] };
}

function isReport(mail: MailParts): boolean {
  const { headers, text, contentType } = mail;
  if (/report-type="?delivery-status/i.test(contentType) || headers.has('x-failed-recipients')) return true;
  const sender = headers.get('from') ?? '';
  const subject = headers.get('subject') ?? '';
  if (BY_A_SERVER.test(sender)) return SAYS_SO.test(`${subject} ${text.slice(0, 3_000)}`) || tells(text);
  if (isAutomatic(mail)) return false;
  return (
    (SAYS_SO.test(subject) && !/^(re|aw|sv|antw|rv|res):/i.test(subject.trim())) ||
    OPENING.test(text.slice(0, 300))
  );
}

/** True where the passage holds a reply, or words of a refusal. */
function tells(passage: string): boolean {
  const { code, status } = refusalIn(passage);
  return code !== null || status !== null || Object.values(WORDS).some((words) => words.test(passage));
}

/** An address may begin several lines: one recipient all the same. */
function merged(
  found: readonly { address: string; passage: string }[],
): { address: string; passage: string }[] {
  const byAddress = new Map<string, string>();
  for (const { address, passage } of found)
    byAddress.set(address, `${byAddress.get(address) ?? ''}${passage}\n`);
  return [...byAddress].map(([address, passage]) => ({ address, passage }));
}

function failureOf(recipient: string | null, passage: string): Failure {
  // Gmail's frame says "rejected" of everything; what the other server returned stands behind it.
  const words = passage.replace(/\s+/g, ' ').replace(/^.*the other server returned was:/i, '');
  const { code, status } = refusalIn(words);
  return {
    recipient,
    class: classifyReported({ code, status, text: words, isAfterData: wasAfterData(passage) }),
    status,
    reply: printable(words, []),
  };
}

function addresses(field: string): string[] {
  return [...field.toLowerCase().matchAll(/[^\s<>;:"',]+@[^\s<>;:",]+/g)].map(([address]) => address);
}
