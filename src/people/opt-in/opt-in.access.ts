/** Ways in whose "yes" is not a click in the person's own mail by itself. Petitions and letters always are one. */
export const OPT_IN_FORMS = ['event', 'staff', 'import'] as const;
export type OptInForm = (typeof OPT_IN_FORMS)[number];

/** Days for which the link in the mail is good; then a fresh form asks anew. The migration has it as the default. */
export const OPT_IN_DAYS = 14;

/** A request whose mail is due. */
export interface DueOptIn {
  id: string;
  ownerId: string;
  organizationId: string;
  personId: string;
  givenName: string;
  /** Where the mail would go that is asked about; null for somebody who has no address any more. */
  email: string | null;
  text: string;
  /** Of the form, or of the record where somebody else noted it. */
  language: string;
  method: 'form' | 'staff' | 'import';
  askedAt: Date;
  isPractice: boolean;
}

/** A request as its link finds it. */
export interface OpenedOptIn {
  id: string;
  ownerId: string;
  organizationId: string;
  /** The record that stands now: whoever was merged is the one that was kept. */
  personId: string;
  canonicalEmail: string | null;
  text: string;
  language: string;
  sourceKind: string;
  sourceId: string | null;
  /** `lapsed` also where its time is over, or the person has said "no" since. */
  state: 'asked' | 'confirmed' | 'lapsed';
  isPractice: boolean;
}
