import { type ReactElement } from 'react';
import { Choices as Boxes, ErrorSummary, Field, type FormState, Tick } from '../../layout/form.views.js';
import { LANGUAGE_NAMES, LANGUAGES } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { ChoiceCards, tickedOf } from './choice-cards.views.js';
import { type ChoicesForm } from './choices.forms.js';
import { choicesMessages } from './choices.messages.js';
import { type KnownAddress } from './choices.service.js';
import { FREQUENCIES, type Relationship } from './choices.js';

interface Shown {
  visit: Visit;
  token: string;
  known: KnownAddress;
}

/** Every choice on one page; nothing of it is shown to who does not read the address's mail. */
export function choicesOfMailPage(
  { visit, token, known }: Shown,
  { state, form, isSaved }: { state?: FormState; form?: ChoicesForm; isSaved?: boolean } = {},
): HtmlAnswer {
  const t = choicesMessages[visit.language];
  const { relationships } = known;
  const own = relationships.filter(({ ownerId, organizationId }) => ownerId === organizationId);
  const children = [
    ...(state ? [<ErrorSummary key="errors" state={state} />] : []),
    <h1 key="title">{t.title}</h1>,
    ...(isSaved
      ? [
          <p key="saved" role="status">
            {t.saved}
          </p>,
        ]
      : []),
    <p key="lead" className="lead">
      {relationships.length === 0 ? t.nobody : t.lead(known.address)}
    </p>,
    ...(relationships.length === 0
      ? []
      : [
          <ChoicesFormView key="form" visit={visit} token={token} known={known} state={state} typed={form} />,
        ]),
    <p key="receipts">{t.receipts}</p>,
    <Act key="all" action={link(visit, `/choices/${token}/nothing`)} label={t.stopAll} />,
    ...(own.length === 0 ? [] : [<OwnRecord key="record" visit={visit} token={token} own={own} />]),
  ];
  return framed(visit, known, t.title, children, state ? 422 : 200);
}

function ChoicesFormView({
  visit,
  token,
  known,
  state,
  typed,
}: Shown & { state?: FormState; typed?: ChoicesForm }): ReactElement {
  const t = choicesMessages[visit.language];
  const { relationships, topics } = known;
  const [first] = relationships;
  const form: FormState = state ?? {
    language: visit.language,
    values: {
      given_name: first!.givenName,
      family_name: first!.familyName,
      ...(relationships.some(({ noTracking }) => noTracking) && { no_tracking: 'yes' }),
    },
  };
  return (
    <form method="post" action={link(visit, `/choices/${token}`)}>
      <h2>{t.who}</h2>
      <ChoiceCards
        language={visit.language}
        relationships={relationships}
        topics={topics}
        ticked={typed ?? tickedOf(relationships, topics)}
      />
      <Boxes
        state={form}
        name="frequency"
        legend={t.frequency}
        options={FREQUENCIES.map((value) => ({ value, label: t[`frequency_${value}`] }))}
        chosen={[form.values?.['frequency'] ?? first!.frequency]}
      />
      <Boxes
        state={form}
        name="mail_language"
        legend={t.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        chosen={[form.values?.['mail_language'] ?? first!.language]}
      />
      <Tick state={form} name="no_tracking" label={t.tracking} />
      <h2>{t.details}</h2>
      <Field state={form} name="given_name" label={t.givenName} isOptional maxLength={100} />
      <Field state={form} name="family_name" label={t.familyName} isOptional maxLength={100} />
      <button type="submit" className="btn">
        {t.save}
      </button>
    </form>
  );
}

function OwnRecord({
  visit,
  token,
  own,
}: {
  visit: Visit;
  token: string;
  own: Relationship[];
}): ReactElement {
  const t = choicesMessages[visit.language];
  const organizations = new Map(own.map((each) => [each.organizationId, each.organization]));
  return (
    <section className="card">
      <h2>{t.dataTitle}</h2>
      <p>{t.dataText}</p>
      {[...organizations].map(([id, name]) => (
        <div key={id}>
          <Act action={link(visit, `/choices/${token}/copy/${id}`)} label={t.copyFrom(name)} />
          <Act action={link(visit, `/choices/${token}/erasure/${id}`)} label={t.eraseFrom(name)} />
        </div>
      ))}
    </section>
  );
}

export function askedPage({ visit, token, known }: Shown, organizationId: string): HtmlAnswer {
  const t = choicesMessages[visit.language];
  const asked = known.relationships.find((each) => each.organizationId === organizationId);
  return framed(visit, known, t.askedTitle, [
    <h1 key="title">{t.askedTitle}</h1>,
    <p key="text" className="lead" role="status">
      {t.askedText(asked?.organization ?? known.host.name)}
    </p>,
    <p key="back">
      <a href={link(visit, `/choices/${token}`)}>{t.back}</a>
    </p>,
  ]);
}

/** After asking for a fresh link: the same for every mail, whoever holds it. */
export function freshLinkPage(visit: Visit): HtmlAnswer {
  const t = choicesMessages[visit.language];
  return framed(visit, undefined, t.freshTitle, [
    <h1 key="title">{t.freshTitle}</h1>,
    <p key="text" className="lead" role="status">
      {t.freshText}
    </p>,
  ]);
}

function Act({ action, label }: { action: string; label: string }): ReactElement {
  return (
    <form method="post" action={action}>
      <button type="submit" className="btn second">
        {label}
      </button>
    </form>
  );
}

function framed(
  visit: Visit,
  known: KnownAddress | undefined,
  title: string,
  children: ReactElement[],
  status = 200,
): HtmlAnswer {
  return page(
    {
      visit,
      title,
      host: known?.host,
      isPractice: known?.host.isPractice,
      isPrivate: true,
      children: <div className="narrow">{children}</div>,
    },
    status,
  );
}
