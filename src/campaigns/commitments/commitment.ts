import { type Localized } from '../../layout/i18n.js';

/*
 *  asked --answer--> agreed --settle--> done | missed
 *    └────answer───> declined
 */
export const COMMITMENT_STATES = ['asked', 'agreed', 'declined', 'done', 'missed'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

export const COMMITMENT_KINDS = ['sign', 'host', 'venue', 'speaker', 'email-list', 'other'] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

/** What a partner was asked for by a chapter, mostly for a campaign. The partner reads it too. */
export interface Commitment {
  id: string;
  ownerId: string;
  /** Of the partner in the chapter, as in the API. */
  membershipId: string;
  /** Of the partner itself. */
  partnerOrganizationId: string;
  partnerName: string;
  campaignId: string | null;
  /** Null where whoever asks may not see the campaign. */
  campaignTitle: Localized | null;
  kind: CommitmentKind;
  details: string;
  state: CommitmentState;
  /** Days, YYYY-MM-DD. */
  dueOn: string | null;
  askedOn: string;
  answeredOn: string | null;
  settledOn: string | null;
  /** Asked or agreed, and its day is past by the chapter's clock. */
  isOverdue: boolean;
}
