import { type ReactElement, type ReactNode } from 'react';
import { type FormState, hasErrors } from '../../layout/form.views.js';
import { type Values } from '../../layout/forms.js';
import { localized } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { isPartnerBox } from '../../layout/partner-boxes.views.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { type PublicCampaign } from './public-campaigns.service.js';

/** What every step of writing shows. */
export interface Step {
  visit: Visit;
  given: PublicCampaign;
  state: FormState;
  stamp: string;
}

export const WRITER_FIELDS = [
  'given_name',
  'family_name',
  'email',
  'street',
  'city',
  'state',
  'zip',
  'latitude',
  'longitude',
];
export const LETTER_FIELDS = ['subject', 'body', 'story', 'consent'];

export function frame(step: Step, title: string, children: ReactNode, status = 200): HtmlAnswer {
  const { visit, given, state } = step;
  // A step is the answer to a form: other languages, and reloading, begin at the page that can be asked for.
  const start = { ...visit, path: `/letters/${given.campaign.slug}` };
  return page(
    {
      visit: start,
      title,
      host: given.host,
      isPractice: given.campaign.is_practice,
      isPrivate: title !== localized(given.campaign.title, visit.language),
      hasErrors: hasErrors(state),
      children,
    },
    status,
  );
}

/** Carries what was typed through a step that does not ask for it: nothing of it ever stands in an address. */
export function Hidden({ values, names }: { values: Values; names: readonly string[] }): ReactElement {
  // Partners' boxes stand beside the consent and travel with it.
  const isKept = (name: string): boolean =>
    names.includes(name) || name.startsWith('district-') || (isPartnerBox(name) && names.includes('consent'));
  const kept = Object.entries(values).filter(([name]) => isKept(name));
  return (
    <>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

export const path = ({ given, visit }: Step, step: string): string =>
  link(visit, `/letters/${given.campaign.slug}${step}`);

export function BackForm(props: {
  step: Step;
  label: string;
  to: string;
  names: readonly string[];
}): ReactElement {
  return (
    <form method="post" action={path(props.step, props.to)}>
      <Hidden values={props.step.state.values ?? {}} names={props.names} />
      <button className="btn second">{props.label}</button>
    </form>
  );
}
