import { type DeliveryState } from '../../../src/email/sending/deliveries.sql.js';
import { type Evidence, type FinalPerson } from './evidence.js';

/** What is wrong, one sentence each; nothing where the invariant holds. */
type Violations = string[];
type Part<Key extends keyof Evidence> = Pick<Evidence, Key>;

const FINAL = new Set<DeliveryState>(['sent', 'failed', 'unknown', 'suppressed', 'cancelled']);
/** The whole process must be gone in so many ms after SIGTERM (docs/architecture.md, the life of a deploy). */
const STOPS_WITHIN = 25_000;

/** Nobody gets a mailing twice. */
export function onceEach({ audience, taken }: Part<'audience' | 'taken'>): Violations {
  const invited = new Set(audience);
  const times = countBy(
    taken.filter(({ to }) => invited.has(to)),
    ({ to }) => to,
  );
  return [...times].flatMap(([address, count]) =>
    count > 1 ? [`${address} got the mailing ${count} times`] : [],
  );
}

/** Nobody is left out: each has one row, and each row an end. */
export function oneEndEach({ audience, ledger }: Part<'audience' | 'ledger'>): Violations {
  const rows = countBy(ledger, ({ address }) => address);
  const invited = new Set(audience);
  return [
    ...audience.flatMap((address) => (rows.has(address) ? [] : [`${address} has no row`])),
    ...[...rows].flatMap(([address, count]) => (count > 1 ? [`${address} has ${count} rows`] : [])),
    ...ledger.flatMap(({ address, state }) => [
      ...(invited.has(address) ? [] : [`${address} has a row and was not invited`]),
      ...(FINAL.has(state) ? [] : [`${address} is still ${state}`]),
    ]),
  ];
}

/**
 * What we say was sent was taken, and what was taken we call sent or unknown. Unknown are no more than the relay cut off or
 * left without an answer, and than killed processes had connections.
 */
export function honestLedger({
  audience,
  taken,
  cutOff,
  ledger,
  processes,
  connections,
}: Part<'audience' | 'taken' | 'cutOff' | 'ledger' | 'processes' | 'connections'>): Violations {
  const invited = new Set(audience);
  const arrived = new Map(taken.filter(({ to }) => invited.has(to)).map((each) => [each.to, each]));
  const wrong = ledger.flatMap(({ address, state }) => {
    const message = arrived.get(address);
    if (state === 'sent' && !message) return [`${address} is called sent and got nothing`];
    if (state === 'sent' && !message!.isAnswered) return [`${address} is called sent without an answer`];
    if (message && state !== 'sent' && state !== 'unknown')
      return [`${address} got it and is called ${state}`];
    return [];
  });
  const silent = [...arrived.values()].filter(({ isAnswered }) => !isAnswered).length;
  const unanswered = silent + cutOff.filter(({ to }) => invited.has(to)).length;
  const kills = processes.filter(({ sent }) => sent === 'SIGKILL').length;
  const unknown = ledger.filter(({ state }) => state === 'unknown').length;
  const most = unanswered + kills * connections;
  return unknown > most
    ? [...wrong, `${unknown} are unknown; ${unanswered} lost answers and ${kills} kills explain ${most}`]
    : wrong;
}

/**
 * Nothing is handed over to whoever has left. What had been handed over before may still be on its way: one message a
 * connection, of which `handedAt` tells.
 */
export function leftAlone({ taken, ledger, left }: Part<'taken' | 'ledger' | 'left'>): Violations {
  const handed = new Map(ledger.map(({ address, handedAt }) => [address, handedAt]));
  const last = new Map<string, number>();
  for (const { to, at } of taken) last.set(to, Math.max(at, last.get(to) ?? 0));
  return left.flatMap(({ address, toldAt }) => {
    const handedAt = handed.get(address) ?? null;
    if (handedAt !== null && handedAt > toldAt)
      return [`${address} left and was handed a message ${Math.round(handedAt - toldAt)} ms later`];
    if ((last.get(address) ?? 0) > toldAt && handedAt === null)
      return [`${address} left and got a message that no row knows of`];
    return [];
  });
}

/** Each form that was answered "thank you" is one row, and each row is of a form whose answer was yes or was lost. */
export function noLostForm({ forms, signatures }: Part<'forms' | 'signatures'>): Violations {
  const rows = countBy(signatures, (address) => address);
  const isThanked = new Set(
    forms.filter(({ status }) => status !== null && status < 400).map(({ address }) => address),
  );
  // A 5xx says that the server does not know: the connection may have died while it committed.
  const mayBeTaken = new Set(
    forms.filter(({ status }) => status === null || status >= 500).map(({ address }) => address),
  );
  return [
    ...[...isThanked].flatMap((address) => (rows.has(address) ? [] : [`${address} was thanked and is lost`])),
    ...[...rows].flatMap(([address, count]) => [
      ...(count > 1 ? [`${address} signed once and counts ${count} times`] : []),
      ...(isThanked.has(address) || mayBeTaken.has(address) ? [] : [`${address} counts and was refused`]),
    ]),
  ];
}

/** Numbers on screens are the numbers of rows. */
export function trueScreens({ shown }: Part<'shown'>): Violations {
  return shown.flatMap(({ what, shown: said, counted }) =>
    said === counted ? [] : [`The screen says ${said} ${what}, and there are ${counted}`],
  );
}

/** No row waits for a sender that is gone. */
export function noForgottenLease({ ledger }: Part<'ledger'>): Violations {
  return ledger.flatMap(({ address, hasLease }) =>
    hasLease ? [`${address} is still in somebody's hands`] : [],
  );
}

/** Nothing ends by itself, and whoever is asked to stop does, in time, with nothing left open that would hold it. */
export function cleanExits({ processes }: Part<'processes'>): Violations {
  return processes.flatMap(({ name, code, signal, sent, took, output }) => {
    if (sent === null) return [`${name} ended by itself (${code ?? signal}): ${output.slice(-300)}`];
    if (sent === 'SIGKILL') return [];
    // Told before Node had even loaded it: it had nothing in hand.
    if (signal === 'SIGTERM' && output === '') return [];
    if (code !== 0) return [`${name} ended with ${code ?? signal} when it was asked to stop`];
    return took > STOPS_WITHIN ? [`${name} took ${Math.round(took / 1_000)} s to stop`] : [];
  });
}

/** No key, no password, and nobody's address. */
export function silentLogs({ processes, secrets }: Part<'processes' | 'secrets'>): Violations {
  return processes.flatMap(({ name, output }) =>
    secrets.flatMap((secret) =>
      output.includes(secret) ? [`${name} wrote a secret: ${around(output, secret)}`] : [],
    ),
  );
}

/**
 * Faults change when and how, never whom we know and what they want. Of somebody whose message is unknown nobody can
 * say whether the mailbox exists, so there only the wish is compared.
 */
export function samePeople({
  people,
  calmPeople,
  ledger,
}: Part<'people' | 'calmPeople' | 'ledger'>): Violations {
  const unknown = new Set(ledger.filter(({ state }) => state === 'unknown').map(({ address }) => address));
  const shape = (address: string, person: FinalPerson | undefined): string =>
    person === undefined
      ? 'nobody'
      : unknown.has(address)
        ? `${person.name}, subscribed: ${person.isSubscribed}`
        : `${person.name}, subscribed: ${person.isSubscribed}, ${person.emailStatus}, suppressed: ${person.isSuppressed}`;
  const addresses = new Set([...people.keys(), ...calmPeople.keys()]);
  return [...addresses].flatMap((address) => {
    const [is, was] = [shape(address, people.get(address)), shape(address, calmPeople.get(address))];
    return is === was ? [] : [`${address} came out as ${is}; without faults as ${was}`];
  });
}

/** The invariants of a mailing, by the code that documents know them by. */
export const INVARIANTS = {
  I1: onceEach,
  I2: oneEndEach,
  I3: honestLedger,
  I4: leftAlone,
  I5: noLostForm,
  I6: trueScreens,
  I7: noForgottenLease,
  I8: cleanExits,
  I9: silentLogs,
  I10: samePeople,
} as const satisfies Record<string, (evidence: Evidence) => Violations>;

/** Each invariant with what is wrong with it. */
export function check(evidence: Evidence): Map<string, Violations> {
  return new Map(Object.entries(INVARIANTS).map(([code, holds]) => [code, holds(evidence)]));
}

function countBy<T>(all: readonly T[], key: (each: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
  return counts;
}

/** The line in which it stands, with the secret itself blotted out: the report is a log as well. */
function around(output: string, secret: string): string {
  const line = output.split('\n').find((each) => each.includes(secret)) ?? '';
  return line.replaceAll(secret, '***').slice(0, 300);
}
