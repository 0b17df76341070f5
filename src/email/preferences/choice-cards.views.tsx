import { type ReactElement } from 'react';
import { type Language, localized, LOCALES } from '../../layout/i18n.js';
import { type Topic } from '../../network/topics.service.js';
import { choicesMessages } from './choices.messages.js';
import { type Relationship } from './choices.js';

/** What is ticked: as it stands, or as a form that came back had it. */
export interface Ticked {
  mail: readonly string[];
  topics: readonly string[];
  sms: readonly string[];
  phone: readonly string[];
}

export function tickedOf(relationships: readonly Relationship[], topics: readonly Topic[]): Ticked {
  const those = (is: (each: Relationship) => boolean): string[] =>
    relationships.filter(is).map(({ organizationId }) => organizationId);
  return {
    mail: those(({ byEmail }) => byEmail),
    sms: those(({ bySms }) => bySms),
    phone: those(({ byPhone }) => byPhone),
    topics: relationships.flatMap(({ organizationId, unwanted }) =>
      topics.filter(({ id }) => !unwanted.includes(id)).map(({ id }) => `${organizationId}.${id}`),
    ),
  };
}

/** One card an organization, however many records of the address it has: why it writes, since when, and what it may. */
export function ChoiceCards(props: {
  language: Language;
  relationships: readonly Relationship[];
  topics: readonly Topic[];
  ticked: Ticked;
}): ReactElement {
  const { relationships, topics } = props;
  const byId = new Map(relationships.map((each) => [each.organizationId, each]));
  return (
    <>
      {[...byId.keys(), ...topics.map(({ id }) => id)].map((id) => (
        <input key={id} type="hidden" name="shown" value={id} />
      ))}
      {[...byId.values()].map((each) => (
        <ChoiceCard
          key={each.organizationId}
          {...props}
          of={each}
          hasPhone={relationships.some((it) => it.organizationId === each.organizationId && it.hasPhone)}
        />
      ))}
    </>
  );
}

interface CardProps {
  language: Language;
  topics: readonly Topic[];
  ticked: Ticked;
  of: Relationship;
  hasPhone: boolean;
}

function ChoiceCard({ language, topics, ticked, of, hasPhone }: CardProps): ReactElement {
  const t = choicesMessages[language];
  const { organizationId: id, organization, since } = of;
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' }).format(since);
  const box = (name: 'mail' | 'sms' | 'phone') => (
    <Box name={name} value={id} label={t[name]} isTicked={ticked[name].includes(id)} />
  );
  return (
    <div className="card">
      <fieldset className="field">
        <legend>{organization}</legend>
        <p className="hint">
          {t.holdsSince(day)} {why(of, language)}
        </p>
        {box('mail')}
        {topics.length > 0 && (
          <fieldset className="field">
            <legend>{t.topics}</legend>
            {topics.map((topic) => (
              <Box
                key={topic.id}
                name="topics"
                value={`${id}.${topic.id}`}
                label={localized(topic.name, language)}
                isTicked={ticked.topics.includes(`${id}.${topic.id}`)}
              />
            ))}
          </fieldset>
        )}
        {hasPhone && box('sms')}
        {hasPhone && box('phone')}
      </fieldset>
    </div>
  );
}

/** The words agreed to, and where they come from: what staff or a list attest was not said by the reader. */
function why({ said, sourceKind }: Relationship, language: Language): string {
  const t = choicesMessages[language];
  if (said === '') return t.why_unknown;
  if (sourceKind === 'import') return t.why_import(said);
  return ['person', 'merge', 'bulk'].includes(sourceKind) ? t.why_staff(said) : t.why_form(said);
}

function Box(props: { name: string; value: string; label: string; isTicked: boolean }): ReactElement {
  const { name, value, label, isTicked } = props;
  const id = `${name}-${value}`;
  return (
    <div className="choice">
      <input type="checkbox" id={id} name={name} value={value} defaultChecked={isTicked} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
