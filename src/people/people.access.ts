export type ConsentChannel = 'email' | 'sms' | 'phone' | 'share';
/** The channels that somebody can be subscribed on; a share has a ledger of its own. */
export type SubscribedChannel = Exclude<ConsentChannel, 'share'>;

/** How the word was given. Staff and import attest what somebody told them elsewhere; the others are the person's own. */
export type ConsentMethod = 'form' | 'confirmed' | 'staff' | 'import' | 'one-click' | 'page' | 'complaint';

/** One word of consent, given or withdrawn, for one organization and one channel. */
export interface Consent {
  personId: string;
  organizationId: string;
  channel: ConsentChannel;
  /** What it is for: the key of a topic; `updates`, all that the channel carries, where absent. */
  purpose?: string;
  isGiven: boolean;
  /** The exact sentence that the person saw, or for staff and import the attested source. Never empty. */
  text: string;
  language: string;
  method: ConsentMethod;
  /** What it hung on: 'petition', 'event', 'mailing', 'person' ... */
  sourceKind: string;
  sourceId: string | null;
  /** The account that attests it, for methods `staff` and `import`. */
  recordedBy?: string | null;
}

/** What somebody told one organization about themselves. */
export interface Introduction {
  /** The organization that meets them: the chapter, network or partner whose form it was. */
  ownerId: string;
  givenName: string;
  familyName: string;
  /** As typed; compared in its canonical form. */
  email: string | null;
  /** As typed; kept as E.164, and left out where it cannot be dialled. */
  phone?: string | null;
  zip?: string;
  street?: string;
  city?: string;
  state?: string;
  language: string;
  /** The source code that brought them; kept from the first meeting on. */
  source: string | null;
  isPractice?: boolean;
  consents: {
    organizationId: string;
    channel: ConsentChannel;
    isGiven: boolean;
    text: string;
    language: string;
  }[];
  method: Extract<ConsentMethod, 'form' | 'confirmed' | 'staff' | 'import'>;
  /** What it happened at: 'petition', 'event', 'letter', 'import', 'person' ... */
  sourceKind: string;
  sourceId: string | null;
}

export interface Whereabouts {
  street: string;
  city: string;
  state: string;
  zip: string;
}
