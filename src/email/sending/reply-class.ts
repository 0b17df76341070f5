import { type Refused } from '../../platform/mail/outcome.js';
import { WORDS } from './refusal-words.js';

/**
 * What a refusal says of whom. `hard`: the mailbox does not exist, and mailing it again harms our name. `policy`: the
 * receiver objects to us or to the content, so the person must not pay for it. `soft`: later may work. `final`: this
 * message will not be taken, for a reason of its own (too large, malformed).
 */
export type ReplyClass = 'hard' | 'soft' | 'policy' | 'final';

/** RFC 3463 and 7505: bad mailbox, bad system, bad syntax, moved, no such recipient, disabled, no such host. */
const HARD = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.1.351', '5.2.1', '5.4.4']);
/** The mailbox is full, or the way there is blocked. */
const SOFT = /^5\.(2\.2|3\.[0-25]|4\.\d+)$/;
/** RFC 3463 3.3, 3.4, 3.6 and 3.7: too large, not to be converted; our commands out of order. */
const FINAL = /^5\.(2\.3|3\.4|6\.\d+)$/;
/** The sender's address, and all of security and policy but 5.7.13, a disabled account. */
const POLICY = /^5\.(1\.[78]|7\.(?!13$)\d+)$/;

/**
 * Reads a refusal by its enhanced status first (RFC 3463), by its words only where there is none, where it is a bare x.y.0,
 * and where they take the blame off the person. What is 5xx and says nothing is `final`: it fails this message and bars
 * nobody.
 */
export function classify({
  code,
  enhanced,
  reply,
}: Pick<Refused, 'code' | 'enhanced' | 'reply'>): ReplyClass {
  // Google and Yahoo put sender problems under 4.7.x; those that are throttling alone (4.7.28) go away by themselves.
  if (code < 500)
    return enhanced && /^4\.7\.(2[3-79]|3[0-9])$/.test(enhanced) && !/rate|quota/i.test(reply)
      ? 'policy'
      : 'soft';
  return read(code, enhanced ?? null, reply) ?? 'final';
}

/** A refusal as a report tells it: the message was given up, also where every single answer had been "later". */
export interface ReportedRefusal {
  code: number | null;
  status: string | null;
  text: string;
  /** It was said after the whole message had been seen, which is about the message whatever the words are. */
  isAfterData: boolean;
}

/**
 * The same for a report. "Later" that was said until the relay gave up is soft, and never hard; a refusal that says
 * nothing is soft as well: three of them within a month say it.
 */
export function classifyReported({ code, status, text, isAfterData }: ReportedRefusal): ReplyClass {
  const isTemporary = status ? status.startsWith('4') : code !== null && code < 500;
  const found = read(code ?? 550, status?.replace(/^4/, '5') ?? null, text) ?? 'soft';
  if (found !== 'hard' || WORDS.noHostForGood.test(text)) return found;
  return isTemporary || (isAfterData && !HARD.has(status ?? '')) ? 'soft' : 'hard';
}

/** Null where neither code nor words tell. `status` is 5.x.x. */
function read(code: number, status: string | null, text: string): ReplyClass | null {
  if (WORDS.noHostForGood.test(text)) return 'hard';
  if (status && POLICY.test(status)) return 'policy';
  if (WORDS.noHost.test(text) && !WORDS.away.test(text)) return 'hard';
  if (status && !isVague(status)) {
    if (HARD.has(status)) return blameless(text) ?? 'hard';
    if (SOFT.test(status)) return 'soft';
    if (FINAL.test(status)) return WORDS.policy.test(text) ? 'policy' : 'final';
  }
  if (code === 552 && !WORDS.message.test(text)) return 'soft';
  if (WORDS.full.test(text)) return 'soft';
  if (WORDS.message.test(text)) return 'final';
  if (WORDS.shut.test(text)) return 'soft';
  if (WORDS.noUser.test(text) && !WORDS.policy.test(text.replace(/relay|reject\w*/gi, ''))) return 'hard';
  if (WORDS.policy.test(text)) return 'policy';
  if (WORDS.away.test(text) || WORDS.tooOften.test(text)) return 'soft';
  if (status?.startsWith('5.3.')) return 'soft';
  if (WORDS.refused.test(text)) return 'policy';
  // A bare 554 is "transaction failed": Yahoo's and others' word for not wanting us.
  return code === 554 && !status ? 'policy' : null;
}

/** x.y.0 says "something of this kind", and x.5.y is about commands. 5.6.0 is about the message all the same. */
function isVague(status: string): boolean {
  return /^5\.(\d+\.0|5\.\d+)$/.test(status) && status !== '5.6.0';
}

/** Of a status that says "no such mailbox": the words that say otherwise. */
function blameless(text: string): ReplyClass | null {
  if (WORDS.full.test(text) || WORDS.tooOften.test(text) || WORDS.away.test(text)) return 'soft';
  const isAboutUs = /\bspf\b|\bdkim\b|\bdmarc\b|black ?list|block ?list|spam|reputation|too many/i.test(text);
  return isAboutUs ? 'policy' : null;
}
