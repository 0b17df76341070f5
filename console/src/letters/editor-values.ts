import { type LetterCampaign, type LetterCampaignChanges, type TargetRule } from './words';

export type Text = { en: string; es: string; pt: string };

/** What the editor holds: texts in every language, and the settings as their inputs want them. */
export interface EditorValues extends Record<string, unknown> {
  title: Text;
  introduction: Text;
  subject: Text;
  body: Text;
  targets: TargetRule;
  is_story_required: boolean;
  is_test_mode: boolean;
  /** Local time without a zone, as the date picker gives it; null: no closing time. */
  closes_at: string | null;
  campaign_id: string | null;
}

const textOf = ({ en = '', es = '', pt = '' }: Partial<Text>): Text => ({ en, es, pt });

export function valuesOf(campaign: LetterCampaign): EditorValues {
  return {
    title: textOf(campaign.title),
    introduction: textOf(campaign.introduction),
    subject: textOf(campaign.subject),
    body: textOf(campaign.body),
    targets: campaign.targets,
    is_story_required: campaign.is_story_required,
    is_test_mode: campaign.is_test_mode,
    closes_at: campaign.closes_at && localTime(new Date(campaign.closes_at)),
    campaign_id: campaign.campaign_id,
  };
}

export function changesOf({ closes_at, ...rest }: EditorValues): LetterCampaignChanges {
  return { ...rest, closes_at: closes_at ? new Date(closes_at).toISOString() : null };
}

/** 'YYYY-MM-DD HH:mm:ss' in the reader's own zone. */
function localTime(instant: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${day} ${two(instant.getHours())}:${two(instant.getMinutes())}:00`;
}
