import { type Language } from '../layout/i18n.js';
import { type MailContent } from '../layout/mail.js';
import { type FrozenMailing } from './mailings/mailing.entity.js';

/** A mail of its own to one address: a receipt, a confirmation, a letter, a password reset. */
export interface Letter {
  /** The organization that writes: its name, address and reply-to are the sender's. */
  ownerId: string;
  personId?: string | null;
  to: { name: string; address: string };
  /** For reports, such as `petition-confirmation`. */
  kind: string;
  language: Language;
  content: MailContent;
  /** Where set, a second letter with the same key is not written: the first one's id is given back. */
  dedupeKey?: string;
  replyTo?: { name: string; address: string };
  /** Carries a link that signs somebody in: encrypted at rest, and erased once it is sent. */
  isSecret?: boolean;
  /**
   * Never a second copy: where a lost connection leaves it open whether the letter was taken, it stays `unknown` until
   * somebody decides. Without it such a letter is sent again, because a second receipt harms nobody.
   */
  isOnce?: boolean;
  isPractice?: boolean;
  /** The account of staff that wrote it, where an answer is to find its way back (relays). */
  writtenBy?: string;
}

/** What a transactional delivery row keeps of its letter. */
export interface KeptLetter {
  language: Language;
  content: MailContent;
  replyTo?: { name: string; address: string };
}

/** What a delivery of news keeps: what is sent, as a mailing freezes it, and what the timeline calls it. */
export interface KeptNews {
  frozen: FrozenMailing;
  what: { kind: string; id: string; title: string };
}
