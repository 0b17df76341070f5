import { type ReactElement } from 'react';
import { type FormState, Tick } from './form.views.js';
import { type Language } from './i18n.js';
import { partnerBoxMessages } from './partner-boxes.messages.js';

/** An organization that is named beside an action. */
export interface NamedPartner {
  organizationId: string;
  name: string;
  website: string;
  /** There is a box of its own on the form: people may be shown to it if they tick that. */
  takesPeople: boolean;
}

/** A partner's box that was ticked, with the sentence as it stood there. */
export interface PartnerWord {
  organizationId: string;
  text: string;
  language: Language;
}

const PREFIX = 'share_';
const fieldOf = ({ organizationId }: NamedPartner): string => `${PREFIX}${organizationId}`;

/** A form of several steps carries these from one to the next. */
export function isPartnerBox(field: string): boolean {
  return field.startsWith(PREFIX);
}

/** The sentence beside a partner's box, which is what the consent records. */
function partnerConsent(partner: string, host: string, language: Language): string {
  return partnerBoxMessages[language].share(partner, host);
}

/** What was said by the boxes that were ticked. A box that names no partner of this form is nobody's. */
export function partnerWords(
  partners: readonly NamedPartner[],
  body: unknown,
  host: string,
  language: Language,
): PartnerWord[] {
  const given = (body ?? {}) as Record<string, unknown>;
  return partners
    .filter((partner) => partner.takesPeople && given[fieldOf(partner)] === 'yes')
    .map(({ organizationId, name }) => ({
      organizationId,
      text: partnerConsent(name, host, language),
      language,
    }));
}

/** "Together with ...": everybody who is named, with or without a box. */
export function PartnerNames({
  partners,
  language,
}: {
  partners: readonly Omit<NamedPartner, 'takesPeople'>[];
  language: Language;
}): ReactElement | null {
  if (partners.length === 0) return null;
  return (
    <>
      <h2>{partnerBoxMessages[language].with}</h2>
      <ul>
        {partners.map(({ organizationId, name, website }) => (
          <li key={organizationId}>{website ? <a href={website}>{name}</a> : name}</li>
        ))}
      </ul>
    </>
  );
}

/** One box for each partner that people may be shown to, none of them ticked (PO-9). */
export function PartnerBoxes({
  partners,
  host,
  state,
}: {
  partners: readonly NamedPartner[];
  host: string;
  state: FormState;
}): ReactElement | null {
  const asking = partners.filter(({ takesPeople }) => takesPeople);
  if (asking.length === 0) return null;
  const t = partnerBoxMessages[state.language];
  return (
    <fieldset className="field">
      <legend>{t.partners}</legend>
      <p className="hint">{t.partnersHint}</p>
      {asking.map((partner) => (
        <Tick
          key={partner.organizationId}
          state={state}
          name={fieldOf(partner)}
          label={partnerConsent(partner.name, host, state.language)}
        />
      ))}
    </fieldset>
  );
}
