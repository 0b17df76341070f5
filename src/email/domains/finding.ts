/** What a look at a sending domain asks about (Google's and Yahoo's sender guidelines; Microsoft's 550 5.7.515). */
export const LOOKED_AT = ['dkim', 'spf', 'dmarc', 'ptr', 'tls'] as const;
export type LookedAt = (typeof LOOKED_AT)[number];

export const FINDING_STATES = ['good', 'missing', 'unknown'] as const;

/** What one look found, in the words that staff read. Only what is `missing` stands in the way of mailings. */
export interface Finding {
  code: LookedAt;
  state: (typeof FINDING_STATES)[number];
  message: string;
  /** The record to publish, where that mends it. */
  record: { type: 'TXT' | 'PTR'; name: string; value: string } | null;
  /** Of DMARC: receivers want the very domain of From in a signature, not one above it (adkim=s). */
  isStrict?: boolean;
  /** The host of the relay that it is about: it says nothing of mail that goes by another one. */
  relay?: string;
}

/** The relay that mailings leave by, as far as it is known here. */
export interface KnownRelay {
  /** Within a sentence. */
  called: string;
  /** Its name, or that of this machine where it runs on it. That of the operator, or a mail server that is kept. */
  host: string;
  /** The addresses from which it hands mail on. None where nobody said: many relays send from others than they are reached at. */
  addresses: readonly string[];
}
