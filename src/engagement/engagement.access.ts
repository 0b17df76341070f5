/**
 * What people do and what happens to them, as one verb each. A feature adds its own here; segments and reports read them,
 * so a verb never changes its meaning.
 */
export const DEEDS = [
  'signed', // confirmed a signature
  'withdrew',
  'registered',
  'cancelled',
  'attended',
  'missed',
  'wrote', // confirmed a letter
  'was-mailed',
  'opened',
  'clicked',
  'unsubscribed',
  'subscribed',
  'bounced',
  'complained',
  'noted',
  'imported',
  'merged',
  'joined',
  'left',
] as const;
export type Did = (typeof DEEDS)[number];

/** Deeds of the person's own that count as taking action: they move "last action" and the count of actions. */
export const ACTIONS: ReadonlySet<Did> = new Set(['signed', 'registered', 'attended', 'wrote', 'joined']);

/** One line of the ledger, as a feature hands it over. */
export interface Deed {
  /** Whose ledger: the organization whose action it was. */
  ownerId: string;
  /** Null for what is counted without a record, such as a walk-in who gave no name. */
  personId: string | null;
  did: Did;
  /** The petition, event, letter ... by its kind, id and the title that it had then. */
  what: { kind: string; id: string | null; title: string };
  /** The source code that brought them to it. */
  source?: string | null;
  /** Small facts for the timeline. No secrets, and nothing that must be erased on its own. */
  detail?: Record<string, unknown>;
  /** The account that did it on the person's behalf. */
  actorId?: string | null;
  isPractice?: boolean;
  /** When it happened; now, where it is not given. */
  at?: Date;
}
