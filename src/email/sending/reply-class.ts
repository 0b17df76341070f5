import { type Refused } from '../../platform/mail/outcome.js';

/**
 * What a refusal says of whom. `hard`: the mailbox does not exist, and mailing it again harms our name. `policy`: the
 * receiver objects to us or to the content, so the person must not pay for it. `soft`: later may work. `final`: this
 * message will not be taken, for a reason of its own (too large, malformed).
 */
export type ReplyClass = 'hard' | 'soft' | 'policy' | 'final';

/** RFC 3463: bad mailbox, bad system, moved, disabled, and RFC 7505's null MX. */
const HARD = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.7.13', '5.4.4']);
/** A full mailbox is emptied one day, whatever the code says. */
const SOFT = new Set(['5.2.2', '5.3.0', '5.3.1', '5.3.2', '5.4.1', '5.4.5', '5.4.7']);
const FINAL = new Set(['5.2.3', '5.3.4', '5.6.0', '5.6.1', '5.6.7']);

const UNKNOWN_USER =
  /(no such|unknown|invalid|nonexistent|non-existent|does ?n[o']t exist|not found|unrouteable)\b.{0,40}\b(user|mailbox|recipient|address|account|host|domain)|(user|mailbox|recipient|address|account)\b.{0,40}\b(unknown|not found|disabled|inactive|does ?n[o']t exist|no longer)/i;
const ABOUT_US =
  /spam|block|blacklist|denylist|blocklist|reputation|polic|reject(ed)? due|content|spf|dkim|dmarc|authenticat|\bptr\b|reverse dns|relay|banned|complain|unsolicited|suspicious/i;

/**
 * Reads a refusal by its enhanced status first (RFC 3463), by its words only where there is none or it is a bare
 * x.0.0. What is 5xx and says nothing is `final`: it fails this message and bars nobody.
 */
export function classify({
  code,
  enhanced,
  reply,
}: Pick<Refused, 'code' | 'enhanced' | 'reply'>): ReplyClass {
  // Google and Yahoo put sender problems under 4.7.x; those that are throttling alone go away by themselves.
  if (code < 500)
    return enhanced && /^4\.7\.(2[3-9]|3[0-9])$/.test(enhanced) && !/rate|quota/i.test(reply)
      ? 'policy'
      : 'soft';
  if (enhanced && !/^5\.\d+\.0$/.test(enhanced)) {
    if (HARD.has(enhanced)) return 'hard';
    if (SOFT.has(enhanced)) return 'soft';
    if (FINAL.has(enhanced)) return 'final';
    if (enhanced.startsWith('5.7.')) return 'policy';
  }
  if (code === 552 || /quota|mailbox (is )?full|over ?quota/i.test(reply)) return 'soft';
  if (UNKNOWN_USER.test(reply) && !ABOUT_US.test(reply)) return 'hard';
  // A bare 554 is "transaction failed": Yahoo's and others' word for not wanting us.
  if (enhanced?.startsWith('5.7.') || ABOUT_US.test(reply) || (code === 554 && !enhanced)) return 'policy';
  return 'final';
}
