import { type Localized } from '../layout/i18n.js';

/*
 *  draft --publish--> live --end--> ended
 *
 * An ended campaign keeps its page: it says what came of it and what can be done next.
 */
export const CAMPAIGN_STATES = ['draft', 'live', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** What petitions, events and letters hang on: one aim of one organization. */
export interface Campaign {
  id: string;
  ownerId: string;
  slug: string;
  state: CampaignState;
  title: Localized;
  /** What the campaign wants, in a sentence or two. */
  ask: Localized;
  /** Why; paragraphs with an empty line between them. */
  background: Localized;
  /** How everybody will know that it is reached. */
  goal: Localized;
  /** What came of it; said on the page once it has ended. */
  outcome: Localized;
  isPractice: boolean;
  createdAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
  endedAt: Date | null;
}
