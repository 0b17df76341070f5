import { type Petition, type PetitionChanges } from './words';

type Text = { en: string; es: string; pt: string };

/** What the editor holds: texts in every language, and the settings as their inputs want them. */
export interface EditorValues extends Record<string, unknown> {
  title: Text;
  addressed_to: Text;
  ask: Text;
  background: Text;
  thanks: Text;
  slug: string;
  goal: number | string;
  goal_cap: number | string;
  is_count_hidden: boolean;
  /** Local time without a zone, as the date picker gives it; null: no closing time. */
  closes_at: string | null;
  next_action_kind: 'letter' | 'event' | 'petition' | null;
  next_action_slug: string;
  campaign_id: string | null;
}

const textOf = ({ en = '', es = '', pt = '' }: Partial<Text>): Text => ({ en, es, pt });

export function valuesOf(petition: Petition): EditorValues {
  return {
    title: textOf(petition.title),
    addressed_to: textOf(petition.addressed_to),
    ask: textOf(petition.ask),
    background: textOf(petition.background),
    thanks: textOf(petition.thanks),
    slug: petition.slug,
    goal: petition.goal,
    goal_cap: petition.goal_cap ?? '',
    is_count_hidden: petition.is_count_hidden,
    closes_at: petition.closes_at && localTime(new Date(petition.closes_at)),
    next_action_kind: petition.next_action_kind,
    next_action_slug: petition.next_action_slug ?? '',
    campaign_id: petition.campaign_id,
  };
}

export function changesOf(values: EditorValues): PetitionChanges {
  const { goal, goal_cap, closes_at, next_action_slug, ...rest } = values;
  return {
    ...rest,
    goal: Number(goal),
    goal_cap: goal_cap === '' ? null : Number(goal_cap),
    closes_at: closes_at ? new Date(closes_at).toISOString() : null,
    next_action_slug: rest.next_action_kind ? next_action_slug || null : null,
  };
}

/** 'YYYY-MM-DD HH:mm:ss' in the reader's own zone. */
function localTime(instant: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${day} ${two(instant.getHours())}:${two(instant.getMinutes())}:00`;
}
