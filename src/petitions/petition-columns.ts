import { type Localized } from '../layout/i18n.js';
import { type Petition } from './petition.entity.js';
import { type PetitionContent } from './petitions.forms.js';

/** The columns that a form changes, and no others: what it does not name stays as it is. */
export function toColumns(form: PetitionContent): Partial<Petition> {
  const columns: Partial<Petition> = {
    slug: form.slug,
    title: words(form.title),
    addressedTo: words(form.addressed_to),
    ask: words(form.ask),
    background: words(form.background),
    thanks: words(form.thanks),
    goal: form.goal,
    goalCap: form.goal_cap,
    isCountHidden: form.is_count_hidden,
    closesAt:
      form.closes_at === undefined || form.closes_at === null ? form.closes_at : new Date(form.closes_at),
    nextActionKind: form.next_action_kind,
    nextActionSlug: form.next_action_slug,
    campaignId: form.campaign_id,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** A language left empty is a language not written. */
function words(text: Localized | undefined): Localized | undefined {
  return text && Object.fromEntries(Object.entries(text).filter(([, value]) => value));
}
