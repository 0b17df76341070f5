import { type Language } from '../../layout/i18n.js';
import { type Mailbox } from '../../platform/mail/address.js';
import { type Parts } from '../../platform/mail/message.js';
import { type Filter } from '../../segments/filter.access.js';

/**
 *            schedule                  due (sweep)
 *   draft ------------> scheduled ------------------+
 *     |   start                                     v   freeze (worker)
 *     +-----------------------------------> preparing ----------------> sending --> finished
 *                                             ^                          |   ^        |
 *                                      resume |     pause, policy, late  |   | send an unknown one again
 *                                             +--------- paused <--------+   +--------+
 *
 *   unschedule: scheduled -> draft.   cancel: every state but finished and cancelled -> cancelled.
 *
 * Mailings (mailings.service.ts) makes the arrows that people make, Preparing and Sweeping the others. Each is one
 * conditional UPDATE: no row means that somebody else was first.
 */
export const MAILING_STATES = [
  'draft',
  'scheduled',
  'preparing',
  'sending',
  'paused',
  'finished',
  'cancelled',
] as const;
export type MailingState = (typeof MAILING_STATES)[number];

/** In which the text and sender may still be changed; what already went out keeps the version it was sent with. */
export const EDITABLE: readonly MailingState[] = ['draft', 'scheduled', 'paused'];

/** Whom a mailing goes to: everybody of these organizations who is in `include` and not in `exclude`. */
export interface Audience {
  /** Whose people: the sender's own and, for a network, chapters that let it. Empty is the sender alone. */
  organizations: string[];
  /** Null is everybody. A filter may name segments; they mean what they are when the mailing begins. */
  include: Filter | null;
  /** Null is nobody. */
  exclude: Filter | null;
}

export const EVERYBODY: Audience = { organizations: [], include: null, exclude: null };

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
  audience: Audience;
  isTracked: boolean;
  /** Also for people who want only what is urgent. */
  isUrgent: boolean;
  /** What it is about; who wants no mail about that does not get it. */
  topicId: string | null;
  scheduledAt: Date | null;
  scheduledZone: string | null;
  version: number;
  audienceCount: number | null;
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
