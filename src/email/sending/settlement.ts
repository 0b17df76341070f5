import { type Outcome } from '../../platform/mail/outcome.js';
import { type Claimed } from './deliveries.sql.js';
import { type Settlement } from './step.sql.js';
import { endsConnection, type Slowing, slowingOf } from '../pacing/throttling.js';
import { classify, type ReplyClass } from './reply-class.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/**
 * RFC 5321 4.5.4.1: half an hour or more between two tries, fewer as time goes by, and the end after four to five days. These
 * are 98 hours, 108 with the longest jitter.
 */
const BULK_BACKOFF = [0.5, 2, 4, 8, 12, 24, 24, 24].map((hours) => hours * HOUR);
/** Somebody waits for it: twice more within the first half-hour, since greylists let us in after minutes. */
const LETTER_BACKOFF = [5 * MINUTE, 15 * MINUTE, ...BULK_BACKOFF];
/** What was put off together does not come back together. */
const JITTER = 0.1;
/** An objection that stays after the mailing was paused and resumed so often is about this message. */
const POLICY_TRIES = 3;
const RELAY_AWAY_SECONDS = 30;

/** What a settlement means beyond its row. */
export interface Consequence {
  /** Its dead address, if it has one, is suppressed. */
  settlement: Settlement;
  /** The receiver objects to us: the mailing pauses with this reason, and nobody is suppressed. */
  pause: string | null;
  /** The receiver or the relay asks for a pause: theirs wait, and all others go on. */
  slowing: (Slowing & Pick<Claimed, 'relay' | 'receiver'>) | null;
  /** The relay itself is out of reach: nothing else will go out just now. */
  isRelayAway: boolean;
}

/** What is written and done after an outcome (email-engine.md, The promise, 5 and E53). */
export function consequenceOf(row: Claimed, outcome: Outcome): Consequence {
  const attempt = row.attempt + 1;
  const said = slowingOf(outcome);
  const slowing = said && { ...said, relay: row.relay, receiver: row.receiver };
  const hasMailing = row.mailingId !== null; // only a mailing can be paused
  const about = (
    settlement: Pick<Settlement, 'state'> & Partial<Settlement>,
    more: Partial<Consequence> = {},
  ) => ({
    settlement: {
      id: row.id,
      claimToken: row.claimToken,
      reason: null,
      smtpCode: null,
      enhancedCode: null,
      reply: null,
      queueId: null,
      wait: null,
      isAttempt: true,
      isDeadAddress: false,
      ...settlement,
    },
    pause: null,
    slowing,
    isRelayAway: false,
    ...more,
  });

  switch (outcome.kind) {
    case 'accepted':
      return about({
        state: 'sent',
        smtpCode: 250,
        reply: outcome.reply,
        queueId: outcome.queueId ?? null,
      });
    case 'not-handed':
      return about(
        {
          state: 'pending',
          reason: 'relay-away',
          reply: outcome.error,
          smtpCode: outcome.code ?? null,
          wait: RELAY_AWAY_SECONDS,
          isAttempt: false,
        },
        { isRelayAway: true },
      );
    case 'unknown':
      // A second reset mail harms nobody; a second newsletter is a promise broken.
      return row.isOnce
        ? about({ state: 'unknown', reason: 'no-answer', reply: outcome.error })
        : about(later(row, 'no-answer', { reply: outcome.error }));
    case 'refused': {
      const told = {
        smtpCode: outcome.code,
        enhancedCode: outcome.enhanced ?? null,
        reply: outcome.reply,
      };
      // Not about this message: it goes when its turn comes, and nothing counts against it.
      if (slowing?.isOnlyPace || endsConnection(outcome))
        return about({ state: 'pending', reason: 'not-so-fast', isAttempt: false, ...told });
      const kind: ReplyClass = classify(outcome);
      if (kind === 'hard')
        return about({ state: 'failed', reason: 'hard-bounce', isDeadAddress: true, ...told });
      if (kind === 'final') return about({ state: 'failed', reason: 'refused', ...told });
      if (kind === 'policy' && hasMailing && attempt < POLICY_TRIES)
        return about({ state: 'pending', reason: 'policy', ...told }, { pause: outcome.reply });
      return about(later(row, kind, told));
    }
  }
}

function later(
  { lane, attempt }: Claimed,
  reason: string,
  told: Partial<Settlement>,
): Pick<Settlement, 'state'> & Partial<Settlement> {
  const wait = (lane === 'bulk' ? BULK_BACKOFF : LETTER_BACKOFF)[attempt];
  return wait === undefined
    ? { state: 'failed', reason: `gave-up-${reason}`, ...told }
    : { state: 'deferred', reason, wait: wait * (1 + Math.random() * JITTER), ...told };
}
