import { type DeliveryState } from '../../../src/email/sending/deliveries.sql.js';

/** A message as the relay wrote it down before it answered the final dot. Times are milliseconds of this machine's clock. */
export interface Taken {
  kind: 'taken';
  at: number;
  to: string;
  messageId: string;
  /** False where the relay cut the line or ended without an answer, so that the sender cannot know. */
  isAnswered: boolean;
  /** The one-click address of its List-Unsubscribe, on bulk mail. */
  leaving: string | null;
}

/** A message that the relay cut off in its middle: it was not taken, and its sender cannot be sure of that. */
export interface CutOff {
  kind: 'cut';
  at: number;
  to: string;
}

export type RelayEvent = Taken | CutOff;

/** A row of deliveries when all was over. */
export interface LedgerRow {
  address: string;
  state: DeliveryState;
  reason: string | null;
  /** When it was last handed over, by the database's clock. */
  handedAt: number | null;
  hasLease: boolean;
}

/** Somebody who left, and when they were told so: the commit came before that. */
export interface Left {
  address: string;
  toldAt: number;
}

/** One sending of a public form; null where the line was cut before an answer came. */
export interface FormSent {
  address: string;
  status: number | null;
}

/** A number as staff or visitors see it, beside the rows that it is of. */
export interface Shown {
  what: string;
  shown: number;
  counted: number;
}

/** How a process of ours ended. */
export interface Ended {
  name: string;
  code: number | null;
  signal: string | null;
  /** What we sent it: SIGKILL for those that the storm took, SIGTERM for those that were asked to stop. */
  sent: 'SIGKILL' | 'SIGTERM' | null;
  /** Milliseconds from the signal to its end. */
  took: number;
  output: string;
}

/** What a person came out as. */
export interface FinalPerson {
  name: string;
  emailStatus: string;
  isSubscribed: boolean;
  isSuppressed: boolean;
}

/** What a run leaves for the checker. */
export interface Evidence {
  /** Everybody whom the mailing had to reach, canonical. */
  audience: readonly string[];
  taken: readonly Taken[];
  cutOff: readonly CutOff[];
  ledger: readonly LedgerRow[];
  left: readonly Left[];
  forms: readonly FormSent[];
  /** Addresses of the rows that forms became. */
  signatures: readonly string[];
  shown: readonly Shown[];
  processes: readonly Ended[];
  /** Words that must be in no log. */
  secrets: readonly string[];
  people: ReadonlyMap<string, FinalPerson>;
  /** The same people after the same mailing without faults. */
  calmPeople: ReadonlyMap<string, FinalPerson>;
  /** Connections over which one worker sends the mailing. */
  connections: number;
}
