import { type Localized } from '../../layout/i18n.js';
import { type TargetRule } from './targets.js';

/*
 *  draft --publish--> open --close--> closed
 *                      ^                |
 *                      +----publish-----+
 *
 * `publish` freezes the text as a new version where it differs from the last one; letters name the version they were
 * written on. A letter's own states stand in letter.ts.
 */
export const LETTER_CAMPAIGN_STATES = ['draft', 'open', 'closed'] as const;
export type LetterCampaignState = (typeof LETTER_CAMPAIGN_STATES)[number];

export interface LetterCampaign {
  id: string;
  owner_id: string;
  campaign_id: string | null;
  slug: string;
  state: LetterCampaignState;
  title: Localized;
  introduction: Localized;
  subject: Localized;
  body: Localized;
  targets: TargetRule;
  version: number;
  is_story_required: boolean;
  /** Every letter goes to the sink and none to an official: for trying a campaign out. */
  is_test_mode: boolean;
  closes_at: Date | null;
  is_practice: boolean;
  created_at: Date;
  updated_at: Date;
}

/** True while letters may be written. */
export function isOpen({ state, closes_at }: LetterCampaign, now: Date): boolean {
  return state === 'open' && (closes_at === null || closes_at > now);
}

/** The text that is frozen and hashed. */
export function frozenText({ title, subject, body }: LetterCampaign): object {
  return { title, subject, body };
}
