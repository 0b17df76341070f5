/** A caught message without its content. Ids grow with time; they arrive as text, being bigint. */
export interface MailboxEntry {
  id: string;
  envelope_from: string;
  recipients: string[];
  sender: string;
  subject: string;
  received_at: Date;
  /** Of the raw message, in bytes. */
  size: number;
}

export interface CaughtMessage extends MailboxEntry {
  raw: Buffer;
}

export interface NewMessage {
  envelopeFrom: string;
  recipients: string[];
  sender: string;
  subject: string;
  raw: Buffer;
}

export interface MailboxQuery {
  /** An exact recipient. */
  to?: string | undefined;
  /** Part of a recipient, the sender or the subject. */
  search?: string | undefined;
  /** Entries older than this id: the last one of the page before. */
  after?: string | undefined;
  limit: number;
}
