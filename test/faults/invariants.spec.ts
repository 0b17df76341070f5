import { describe, expect, it } from '@jest/globals';
import { type Ended, type Evidence, type LedgerRow, type Taken } from './storm/evidence.js';
import { check, INVARIANTS } from './storm/invariants.js';

const taken = (to: string, given: Partial<Taken> = {}): Taken => ({
  kind: 'taken',
  at: 1_000,
  to,
  messageId: `${to}@coalition.example`,
  isAnswered: true,
  leaving: null,
  ...given,
});
const row = (address: string, given: Partial<LedgerRow> = {}): LedgerRow => ({
  address,
  state: 'sent',
  reason: null,
  handedAt: 900,
  hasLease: false,
  ...given,
});
const worker: Ended = {
  name: 'worker 1',
  code: 0,
  signal: null,
  sent: 'SIGTERM',
  took: 300,
  output: 'Mailing 17 goes to 3 addresses',
};
const person = { name: 'Ada', emailStatus: 'ok', isSubscribed: true, isSuppressed: false };

/** A run in which all went well: two were sent it, one left in time, one stays unknown after a kill. */
const WELL: Evidence = {
  audience: ['a', 'b', 'left', 'lost'],
  taken: [taken('a'), taken('b'), taken('lost', { isAnswered: false })],
  cutOff: [],
  ledger: [
    row('a'),
    row('b'),
    row('left', { state: 'suppressed', handedAt: null }),
    row('lost', { state: 'unknown' }),
  ],
  left: [{ address: 'left', toldAt: 500 }],
  forms: [
    { address: 'x', status: 303 },
    { address: 'y', status: 503 },
    { address: 'y', status: 303 },
    { address: 'z', status: null },
  ],
  signatures: ['x', 'y'],
  shown: [{ what: 'sent', shown: 2, counted: 2 }],
  processes: [
    worker,
    { ...worker, name: 'worker 3', code: null, signal: 'SIGTERM', output: '' },
    { ...worker, name: 'worker 2', code: null, signal: 'SIGKILL', sent: 'SIGKILL' },
  ],
  secrets: ['hunter2', 'people.example'],
  people: new Map([['a', person]]),
  calmPeople: new Map([['a', person]]),
  connections: 10,
};

/* The checker of the fault runs is worth what it can find: each invariant with a run that breaks it. */
describe('The checker', () => {
  it('finds nothing in a run that kept the promise', () => {
    expect([...check(WELL).values()].flat()).toEqual([]);
  });

  it.each<[keyof typeof INVARIANTS, string, Partial<Evidence>, string]>([
    ['I1', 'a second message', { taken: [...WELL.taken, taken('a')] }, 'a got the mailing 2 times'],
    ['I2', 'somebody without a row', { ledger: WELL.ledger.slice(1) }, 'a has no row'],
    ['I2', 'two rows of one', { ledger: [...WELL.ledger, row('a')] }, 'a has 2 rows'],
    ['I2', 'a row of a stranger', { ledger: [...WELL.ledger, row('q')] }, 'q has a row and was not invited'],
    ['I2', 'a row without an end', { ledger: planted('a', { state: 'deferred' }) }, 'a is still deferred'],
    ['I3', 'a "sent" that went nowhere', { taken: [] }, 'a is called sent and got nothing'],
    [
      'I3',
      'a "sent" that nobody confirmed',
      { taken: [taken('a', { isAnswered: false }), taken('b')] },
      'a is called sent without an answer',
    ],
    [
      'I3',
      'a denied arrival',
      { ledger: planted('a', { state: 'failed' }) },
      'a got it and is called failed',
    ],
    [
      'I3',
      'more unknown than can be explained',
      { processes: [], taken: [taken('a'), taken('b')] },
      '1 are unknown; 0 lost answers and 0 kills explain 0',
    ],
    [
      'I4',
      'mail after a leaving',
      { ledger: planted('left', { handedAt: 700 }) },
      'left left and was handed a message 200 ms later',
    ],
    [
      'I4',
      'mail after a leaving that was never written down',
      { taken: [...WELL.taken, taken('left')] },
      'left left and got a message that no row knows of',
    ],
    ['I5', 'a thanked form that is lost', { signatures: ['y'] }, 'x was thanked and is lost'],
    ['I5', 'a form that counts twice', { signatures: ['x', 'x', 'y'] }, 'x signed once and counts 2 times'],
    ['I5', 'a refused form that counts', { signatures: ['x', 'y', 'w'] }, 'w counts and was refused'],
    [
      'I6',
      'a screen that is wrong',
      { shown: [{ what: 'sent', shown: 3, counted: 2 }] },
      'The screen says 3 sent, and there are 2',
    ],
    [
      'I7',
      'a forgotten lease',
      { ledger: planted('a', { hasLease: true }) },
      "a is still in somebody's hands",
    ],
    ['I8', 'a crash', { processes: [{ ...worker, code: 1, sent: null }] }, 'worker 1 ended by itself (1)'],
    [
      'I8',
      'a bad end',
      { processes: [{ ...worker, code: 1 }] },
      'worker 1 ended with 1 when it was asked to stop',
    ],
    ['I8', 'a slow end', { processes: [{ ...worker, took: 26_000 }] }, 'worker 1 took 26 s to stop'],
    [
      'I9',
      'a password in a log',
      { processes: [{ ...worker, output: 'AUTH hunter2 failed' }] },
      'worker 1 wrote a secret: AUTH *** failed',
    ],
    [
      'I10',
      'a person who came out otherwise',
      { people: new Map([['a', { ...person, isSubscribed: false }]]) },
      'a came out as Ada, subscribed: false',
    ],
    ['I10', 'a person who is gone', { people: new Map() }, 'a came out as nobody'],
  ])('%s: finds %s', (code, _what, broken, said) => {
    const found = INVARIANTS[code]({ ...WELL, ...broken });
    expect(found.map((each) => each.slice(0, said.length))).toContain(said);
  });
});

function planted(address: string, given: Partial<LedgerRow>): LedgerRow[] {
  return WELL.ledger.map((each) => (each.address === address ? { ...each, ...given } : each));
}
