import { type ReplyClass } from '../sending/reply-class.js';

/**
 * What a mail that came back says, whoever made it. `bounce`: refused for good, by `failures`. `complaint`: its reader
 * called it spam (RFC 5965 abuse, fraud). `opt-out`: its reader wants no more. `not-spam` takes a complaint back. `delayed`
 * and `delivered` are words of a relay that change nothing. `automatic`: a vacation notice and the like (RFC 3834).
 * `other`: none of these; a person may have written it.
 */
export type NoticeKind =
  'bounce' | 'complaint' | 'opt-out' | 'not-spam' | 'delayed' | 'delivered' | 'automatic' | 'other';

/** One recipient that a message was refused for. */
export interface Failure {
  /** As the report names it, or null: providers redact it, and aliases name another. */
  recipient: string | null;
  class: ReplyClass;
  /** RFC 3463, such as `5.1.1`. */
  status: string | null;
  /** The receiving side's own words, one line of at most 500 characters. */
  reply: string;
}

/** By what the message that it is about may be found again. */
export interface AboutMessage {
  messageId: string | null;
  /** Its envelope sender, which names the delivery (VERP). */
  returnPath: string | null;
  /** The address of its List-Unsubscribe, which names the delivery as well: providers leave it in when they redact. */
  leaving: string | null;
  recipient: string | null;
}

export interface Notice {
  kind: NoticeKind;
  /** To whom it came, by its own headers. */
  to: string[];
  failures: Failure[];
  about: AboutMessage;
}

export const ABOUT_NOTHING: AboutMessage = {
  messageId: null,
  returnPath: null,
  leaving: null,
  recipient: null,
};
