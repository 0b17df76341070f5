import { printable } from '../../platform/mail/outcome.js';
import { classifyReported } from '../sending/reply-class.js';
import { type Fields, type MailParts } from './mail-parts.js';
import { type Failure } from './notice.js';
import { passageOn, wasAfterData } from './report-text.js';

/** What a report says, if it is one. */
export interface Told {
  kind: 'bounce' | 'delayed' | 'delivered';
  failures: Failure[];
}

/**
 * Reads RFC 3464: one block a recipient, with Action, Status, Diagnostic-Code. What is `delayed`, `relayed`, `expanded` or
 * `delivered` is no bounce (2.3.3). The remote server's own words go before the reporting server's summary of them; where
 * both are bare, the part for people is read.
 *
 * @returns null where the report has no recipient's block
 */
export function readStatusReport({ status, text }: MailParts): Told | null {
  const recipients = (status ?? []).filter(isOfRecipient);
  if (recipients.length === 0) return null;
  const actions = recipients.map(actionOf);
  const failures = recipients
    .filter((_, place) => actions[place] === 'failed')
    .map((block) => failureOf(block, text, recipients.length === 1));
  if (failures.length > 0) return { kind: 'bounce', failures };
  return { kind: actions.includes('delayed') ? 'delayed' : 'delivered', failures };
}

function isOfRecipient(block: Fields): boolean {
  return ['final-recipient', 'original-recipient', 'action', 'status'].some((name) => block.has(name));
}

/** Some servers leave the Action out; its Status says the same. */
function actionOf(block: Fields): 'failed' | 'delayed' | 'delivered' {
  const action = /^[a-z]+/i.exec(block.get('action') ?? '')?.[0].toLowerCase();
  if (action === 'failed' || action === 'delayed') return action;
  if (action && ['delivered', 'relayed', 'expanded'].includes(action)) return 'delivered';
  return /^2\./.test(block.get('status') ?? '') ? 'delivered' : 'failed';
}

function failureOf(block: Fields, text: string, isAlone: boolean): Failure {
  const recipient = addressIn(block.get('original-recipient')) ?? addressIn(block.get('final-recipient'));
  const passage = passageOn(text, [recipient, addressIn(block.get('final-recipient'))], isAlone);
  const [, type = '', said = ''] = /^\s*([\w-]+)\s*;\s*([\s\S]*)$/.exec(
    block.get('diagnostic-code') ?? '',
  ) ?? ['', '', block.get('diagnostic-code') ?? ''];
  const summary = statusIn(block.get('status') ?? '');
  const own = refusalIn(said);
  const isBare = said.trim() === '' || (own.status === null && own.code === null && isVague(summary));
  const words = isBare ? `${said} ${passage}` : said;
  const { code, status: told } = isBare ? refusalIn(words) : own;
  const status = told && !(isVague(told) && summary && !isVague(summary)) ? told : (summary ?? told);
  const found = classifyReported({ code, status, text: words, isAfterData: wasAfterData(passage) });
  return {
    recipient,
    // A program of the receiving machine failed, and its words are about files and ids.
    class: type.toLowerCase() === 'x-unix' && found === 'hard' ? 'soft' : found,
    status,
    reply: printable(words, []),
  };
}

/** `rfc822; <ada@example.org>` and the like. */
function addressIn(field: string | undefined): string | null {
  return /([^\s<>;:"]+@[^\s<>;:",]+)/.exec(field ?? '')?.[1]?.toLowerCase() ?? null;
}

function statusIn(text: string): string | null {
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
}

function isVague(status: string | null): boolean {
  return status === null || /^[245]\.[05]\.0$/.test(status);
}

/** The reply in a server's words: `550 5.1.1 ...`, `550-5.7.1 ...`, `(#5.1.1)`. */
export function refusalIn(text: string): { code: number | null; status: string | null } {
  const [, code, after] =
    /(?:^|[^\d.[])([45]\d\d)(?:[ -]+['"]?([45]\.\d{1,3}\.\d{1,3}))?(?![\d.@])/.exec(text) ?? [];
  const named = after ?? /(?:^|[\s#(<])([45]\.\d{1,3}\.\d{1,3})(?=$|[\s)>:,;.-])/.exec(text)?.[1];
  return { code: code ? Number(code) : null, status: named ?? null };
}
