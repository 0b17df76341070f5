export const AGREEMENT_KINDS = ['mou', 'data-sharing', 'affiliation'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/**
 * What an agreement says, as far as the product has to know. Only `shares-people` changes what it does: without it no
 * person is shown to another party (CO-7).
 */
export const CLAUSES = [
  'shares-people',
  'shares-counts',
  'no-onward-sharing',
  'acknowledges-removals',
  'confidentiality',
  'breach-notice',
  'logo-use',
  'public-records',
  'ends-on-notice',
] as const;
export type Clause = (typeof CLAUSES)[number];

/**
 *     draft ──the last party signs──► upcoming ──its first day──► in-force ──its last day is over──► expired
 *       └───────────────────────────────┴── Agreements.end ────────┴──► ended
 *
 * Only the end is written down; the rest follows from signatures and time (agreement_status in the migration).
 */
export const AGREEMENT_STATUSES = ['draft', 'upcoming', 'in-force', 'expired', 'ended'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

/** Days before its last one at which the chapter's administrators are told, once each. */
export const REMINDER_DAYS = [60, 30, 7] as const;
