import { type Language } from '../../layout/i18n.js';
import { type Mailbox } from '../../platform/mail/address.js';
import { type Parts } from '../../platform/mail/message.js';
import { type Filter } from '../../segments/filter.access.js';
import { type Translation } from '../translations/translation.js';
import { type Exclusion } from './audience.sql.js';

/**
 *            schedule, send (after the time to undo)    due (sweep)
 *   draft ---------------------------------> scheduled ---------+
 *     ^   send, with no time to undo             | late,        v    freeze (worker)
 *     |  --------------------------------------- | -------> preparing --------------> sending --> finished
 *     | undo, unschedule                         v unapproved  | ^                     |   ^        |
 *     +---------- scheduled, held             held <-----------+ |    pause, policy    |   | send an unknown one again
 *                                               | send, schedule | resume              v   +--------+
 *                                               +--------------->+--------------- paused
 *
 *   cancel: every state but draft, finished and cancelled -> cancelled.
 *
 * `scheduled` without a zone is sent already and waits for the time to undo to pass. `held` waits for somebody to say what
 * becomes of it: its hour came when nothing could be sent, or a second person has not approved it (approvals).
 * MailingActs makes the arrows that people make, Preparing and Sweeping the others. Each is one conditional UPDATE: no row
 * means that somebody else was first.
 */
export const MAILING_STATES = [
  'draft',
  'scheduled',
  'held',
  'preparing',
  'sending',
  'paused',
  'finished',
  'cancelled',
] as const;
export type MailingState = (typeof MAILING_STATES)[number];

/** In which the text and sender may still be changed; what already went out keeps the version it was sent with. */
export const EDITABLE: readonly MailingState[] = ['draft', 'scheduled', 'held', 'paused'];

/** Whom a mailing goes to: everybody of these organizations who is in `include` and not in `exclude`. */
export interface Audience {
  /** Whose people: the sender's own and, for a network, chapters that let it. Empty is the sender alone. */
  organizations: string[];
  /** Null is everybody. A filter may name segments; they mean what they are when the mailing begins. */
  include: Filter | null;
  /** Null is nobody. */
  exclude: Filter | null;
  /** At most so many of those who would get it, drawn at random. Without it, all. */
  limit?: number | null;
}

export const EVERYBODY: Audience = { organizations: [], include: null, exclude: null, limit: null };

export interface Mailing {
  id: string;
  ownerId: string;
  name: string;
  state: MailingState;
  pauseReason: string | null;
  language: Language;
  fromName: string;
  fromAddress: string;
  replyTo: string;
  subject: string;
  previewText: string;
  body: unknown;
  /** What it says to people who read other languages than its own. */
  translations: Translation[];
  audience: Audience;
  isTracked: boolean;
  /** Also for people who want only what is urgent. */
  isUrgent: boolean;
  /** What it is about; who wants no mail about that does not get it. */
  topicId: string | null;
  /** Asks silent people whether they still want mail: it goes to those who were asked in it, whatever its audience says. */
  isWinBack: boolean;
  scheduledAt: Date | null;
  /** Null where it was sent, and only waits for the time to undo to pass. */
  scheduledZone: string | null;
  version: number;
  audienceCount: number | null;
  /** Why people of the audience got no message, counted when it was frozen; null before, and of old ones. */
  leftOut: { reason: Exclusion; count: number }[] | null;
  isPractice: boolean;
  createdAt: Date;
  updatedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What was frozen at one start or resumption: exactly what its recipients were sent. */
export interface FrozenMailing {
  language: Language;
  from: Mailbox;
  replyTo: Mailbox | null;
  listId: string;
  subject: Parts;
  html: Parts;
  text: Parts;
  links: { id: string; url: string }[];
  isTracked: boolean;
}
