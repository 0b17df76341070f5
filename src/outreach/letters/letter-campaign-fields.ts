import { type Localized } from '../../layout/i18n.js';
import { type LetterCampaignContent } from './letter-campaigns.forms.js';
import { type CampaignFields } from './letter-campaigns.sql.js';
import { type TargetRule } from './targets.js';

/** A new campaign writes to the state legislators of whoever writes. */
const USUAL_TARGETS: TargetRule = {
  chambers: ['lower', 'upper'],
  levels: ['state'],
  committees: [],
  always: [],
  constituentsOnly: true,
};

/** What a campaign begins with. */
export const EMPTY: CampaignFields = {
  title: {},
  introduction: {},
  subject: {},
  body: {},
  targets: USUAL_TARGETS,
  is_story_required: false,
  is_test_mode: false,
  closes_at: null,
  campaign_id: null,
};

/** What is there, with what was sent laid over it. */
export function withForm(before: CampaignFields, form: LetterCampaignContent): CampaignFields {
  const text = (given: Localized | undefined, otherwise: Localized): Localized =>
    given ? { ...given } : otherwise;
  return {
    title: text(form.title, before.title),
    introduction: text(form.introduction, before.introduction),
    subject: text(form.subject, before.subject),
    body: text(form.body, before.body),
    targets: form.targets ? { ...form.targets } : before.targets,
    is_story_required: form.is_story_required ?? before.is_story_required,
    is_test_mode: form.is_test_mode ?? before.is_test_mode,
    closes_at:
      form.closes_at === undefined
        ? before.closes_at
        : form.closes_at === null
          ? null
          : new Date(form.closes_at),
    campaign_id: form.campaign_id === undefined ? before.campaign_id : form.campaign_id,
  };
}
