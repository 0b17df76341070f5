import { Dice } from './dice.js';

/** How a mailbox is, for good: the same in a storm and in calm, so that people come out alike. */
export type Mailbox = 'fine' | 'dead' | 'picky';

/** So few that no run of chance reaches the share at which the engine rightly pauses a mailing and asks its staff. */
const MAILBOXES: Readonly<Record<Mailbox, number>> = { fine: 980, dead: 15, picky: 5 };
/** What the receiving side says of each, at RCPT. */
export const REFUSALS: Readonly<Record<Exclude<Mailbox, 'fine'>, string>> = {
  dead: '550 5.1.1 no such user here',
  picky: '552 5.3.4 message too large for this mailbox',
};

export function mailboxOf(seed: number, address: string): Mailbox {
  return new Dice(`${seed} mailbox ${address}`).pick(MAILBOXES);
}

/** What happens to one try at a fine mailbox. */
export type Mood =
  | 'kind'
  | 'greylisted'
  | 'busy-at-rcpt'
  | 'busy-at-data'
  | 'busy-at-dot'
  | 'sent-away-at-dot'
  | 'cut-at-rcpt'
  | 'cut-at-data'
  | 'cut-in-message'
  | 'cut-after-dot'
  | 'silent-after-dot'
  | 'tarpit'
  | 'objects';

const MOODS: Readonly<Record<Mood, number>> = {
  kind: 8_000,
  greylisted: 400,
  'busy-at-rcpt': 100,
  'busy-at-data': 100,
  'busy-at-dot': 100,
  'sent-away-at-dot': 50,
  'cut-at-rcpt': 60,
  'cut-at-data': 60,
  'cut-in-message': 60,
  'cut-after-dot': 100,
  'silent-after-dot': 40,
  tarpit: 60,
  objects: 10,
};

/** So often at most is a mailbox moody: with more, the engine would rightly give up, and a storm must have an end. */
const MOODY_TRIES = 3;

/** Of the nth try, counted from 1: by seed, address and try, so that it does not hang on which connection it came by. */
export function moodOf(seed: number, address: string, attempt: number): Mood {
  return attempt > MOODY_TRIES ? 'kind' : new Dice(`${seed} try ${attempt} ${address}`).pick(MOODS);
}

/** How a connection is as such. */
export interface Temper {
  /** Never greets, and hangs up after a while. */
  isDeaf: boolean;
  /** Closes without a word after so many messages, as Yahoo does. */
  closesAfter: number | null;
  /** Says 421 to every message after so many. */
  sendsAwayAfter: number | null;
}

export function temperOf(seed: number, connection: number): Temper {
  const dice = new Dice(`${seed} connection ${connection}`);
  const kind = dice.pick({ even: 90, deaf: 2, yahoo: 4, short: 4 });
  return {
    isDeaf: kind === 'deaf',
    closesAfter: kind === 'yahoo' ? 3 : null,
    sendsAwayAfter: kind === 'short' ? dice.between(5, 40) : null,
  };
}
