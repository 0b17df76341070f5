import { type Outcome } from '../../platform/mail/outcome.js';
import { classify } from '../sending/reply-class.js';

/** What a reply says about more than its message: how long to leave whom alone. */
export interface Slowing {
  /** `receiver`: those whose servers answered so. `relay`: all that goes by it. */
  scope: 'receiver' | 'relay';
  /** Seconds at the first time; twice as long at each further one, up to `most`. */
  seconds: number;
  most: number;
  /** With how many connections it goes on: one, one fewer than now, or as before. */
  connections: 'one' | 'fewer' | 'same';
  reason: string;
  /** True where the message was not looked at, so that its try does not count. */
  isOnlyPace: boolean;
  /** True where somebody has to see to the relay's settings. */
  isBroken: boolean;
}

/** Google: "stop for ten minutes, then one connection, then one more at a time" after 421 4.7.28. */
const STOP_SECONDS = 600;
const BUSY_SECONDS = 300;
const CLOSED_SECONDS = 60;
const CONNECT_SECONDS = 30;

/** Of one mailbox and not of its house (RFC 3463 x.1 and x.2): Google's 450 4.2.1 speaks of rates as well. */
const OF_A_MAILBOX = /^4\.[12]\./;
const TOO_FAST =
  /rate.?limit|unusual rate|at a rate|too (many|much|fast|quickly)|throttl|quota|unexpected volume|temporarily deferred|(server|service|system)( is)? (too )?busy/i;
/** A new connection goes on at once: Yahoo and others count messages on each. */
const ON_THIS_CONNECTION = /(per|this|one|same|single) (smtp )?(session|connection)/i;
/** They ask each stranger to come back, and the others are strangers too: that is no matter of pace. */
const GREYLISTED = /gr[ae]y-?list/i;
/** RFC 3463: system not accepting messages; mail system congestion. */
const NOT_NOW = /^4\.(3\.2|4\.5)$/;

/** What an outcome says about the pace, or null where it says nothing. */
export function slowingOf(outcome: Outcome): Slowing | null {
  if (outcome.kind === 'not-handed' && outcome.broken)
    return { ...slowing('relay', STOP_SECONDS, 'one', outcome.error), isBroken: true };
  if (outcome.kind === 'not-handed')
    return outcome.code === 421 || TOO_FAST.test(outcome.error)
      ? slowing('relay', CONNECT_SECONDS, 'fewer', outcome.error)
      : null;
  // An objection to us goes away by no waiting: it stops the mailing.
  if (outcome.kind !== 'refused' || outcome.permanent || classify(outcome) === 'policy') return null;
  const { code, enhanced = '', reply } = outcome;
  if (OF_A_MAILBOX.test(enhanced) || GREYLISTED.test(reply)) return null;
  if (ON_THIS_CONNECTION.test(reply) && code === 421) return null;
  if (enhanced === '4.7.28' || TOO_FAST.test(reply)) return slowing('receiver', STOP_SECONDS, 'one', reply);
  if (NOT_NOW.test(enhanced))
    return { ...slowing('receiver', BUSY_SECONDS, 'same', reply), isOnlyPace: false };
  return code === 421 ? slowing('receiver', CLOSED_SECONDS, 'one', reply) : null;
}

/** True where the service ended the connection (RFC 5321 4.2.3, 421): nothing was said about the message. */
export function endsConnection(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.code === 421 && classify(outcome) !== 'policy';
}

function slowing(
  scope: Slowing['scope'],
  seconds: number,
  connections: Slowing['connections'],
  reason: string,
): Slowing {
  return {
    scope,
    seconds,
    most: STOP_SECONDS,
    connections,
    // Everybody who sends there reads it, and the address in it may be another organization's.
    reason: reason.replace(/[^\s<>@]+@[^\s<>@]+/g, '…').slice(0, 300),
    isOnlyPace: true,
    isBroken: false,
  };
}
