import { Choices, ErrorSummary, Field, Trap } from '../../layout/form.views.js';
import { localized } from '../../layout/i18n.js';
import { PartnerNames } from '../../layout/partner-boxes.views.js';
import { Paragraphs } from '../../layout/paragraphs.js';
import { link } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import {
  BackForm,
  frame,
  Hidden,
  LETTER_FIELDS,
  path,
  type Step,
  WRITER_FIELDS,
} from './writing-step.views.js';
import { writingMessages } from './writing.messages.js';
import { type OpenChoice } from './writing.service.js';

/** The page of a campaign and step one: who writes, from where. */
export function startPage(step: Step, status = 200): HtmlAnswer {
  const { visit, given, state, stamp } = step;
  const t = writingMessages[visit.language];
  const title = localized(given.campaign.title, visit.language);
  const hasPin = Boolean(
    state.values?.['latitude'] || state.values?.['longitude'] || state.errors?.['latitude'],
  );
  const text = (
    <div>
      <h1>{title}</h1>
      <Paragraphs text={localized(given.campaign.introduction, visit.language)} className="lead" />
      <PartnerNames partners={given.partners} language={visit.language} />
    </div>
  );
  if (!given.isOpen) {
    const closed = (
      <div className="narrow">
        {text}
        <div className="note">
          <h2>{t.closedTitle}</h2>
          <p>{t.closedText}</p>
        </div>
        <a href={link(visit, '/')}>{t.otherActions}</a>
      </div>
    );
    return frame(step, title, closed, status);
  }
  const form = (
    <form
      className="card"
      method="post"
      action={path(step, '/officials')}
      data-step={link(visit, `/actions/letter/${given.campaign.slug}/started`)}
      noValidate
      id="write"
    >
      <h2>{t.whereTitle}</h2>
      <p className="soft">
        {t.step(1)}. {t.time}
      </p>
      <ErrorSummary state={state} />
      <Trap stamp={stamp} />
      <Hidden values={state.values ?? {}} names={LETTER_FIELDS} />
      <Field state={state} name="given_name" label={t.givenName} autoComplete="given-name" />
      <Field state={state} name="family_name" label={t.familyName} autoComplete="family-name" />
      <Field
        state={state}
        name="email"
        label={t.email}
        hint={t.emailHint}
        type="email"
        autoComplete="email"
      />
      <p className="hint">{t.whereHint}</p>
      <Field
        state={state}
        name="street"
        label={t.street}
        hint={t.streetHint}
        autoComplete="address-line1"
        isOptional
      />
      <Field state={state} name="city" label={t.city} autoComplete="address-level2" isOptional />
      <div className="two">
        <Field
          state={state}
          name="state"
          label={t.state}
          autoComplete="address-level1"
          className="short"
          maxLength={2}
          isOptional
        />
        <Field
          state={state}
          name="zip"
          label={t.zip}
          autoComplete="postal-code"
          inputMode="numeric"
          className="short"
          isOptional={hasPin}
        />
      </div>
      <details open={hasPin}>
        <summary>{t.pin}</summary>
        <p className="hint">{t.pinHint}</p>
        <div className="two">
          <Field state={state} name="latitude" label={t.latitude} className="short" isOptional />
          <Field state={state} name="longitude" label={t.longitude} className="short" isOptional />
        </div>
      </details>
      <button className="btn wide">{t.next}</button>
    </form>
  );
  const both = (
    <div className="cols">
      {text}
      {form}
    </div>
  );
  return frame(step, title, both, status);
}

/** The layer in words; a layer of an importer's own goes by its own word. */
function legendOf({ visit }: Step, layer: string): string {
  const { lower, upper, congress, town } = writingMessages[visit.language];
  return { lower, upper, congress, town }[layer] ?? layer;
}

/** Between one and two, where a place lies in several districts. */
export function choosePage(step: Step, choices: readonly OpenChoice[]): HtmlAnswer {
  const { visit, state, stamp } = step;
  const t = writingMessages[visit.language];
  const values = state.values ?? {};
  const place = [values['city'], values['zip']].filter(Boolean).join(' ');
  const children = (
    <div className="narrow">
      <h1>{t.chooseTitle}</h1>
      <p>{t.chooseHint(place)}</p>
      <form method="post" action={path(step, '/officials')} noValidate>
        <Trap stamp={stamp} />
        <Hidden values={values} names={[...WRITER_FIELDS, ...LETTER_FIELDS]} />
        {choices.map(({ layer, candidates }) => (
          <Choices
            key={layer}
            state={state}
            name={`district-${layer}`}
            legend={legendOf(step, layer)}
            options={[
              ...candidates.map(({ district, officials }) => ({
                value: district.id,
                label: [district.name, officials.join(', ')].filter(Boolean).join(' – '),
              })),
              { value: 'none', label: t.unsure },
            ]}
          />
        ))}
        <button className="btn wide">{t.choose}</button>
      </form>
      <BackForm step={step} label={t.changePlace} to="/start" names={LETTER_FIELDS.concat(WRITER_FIELDS)} />
    </div>
  );
  return frame(step, t.chooseTitle, children);
}

export function nobodyPage(step: Step): HtmlAnswer {
  const { visit } = step;
  const t = writingMessages[visit.language];
  const children = (
    <div className="narrow">
      <h1>{t.nobodyTitle}</h1>
      <p>{t.nobody}</p>
      <p>{t.nobodyInstead}</p>
      <div className="actions">
        <a className="btn" href={link(visit, '/')}>
          {t.otherActions}
        </a>
        <BackForm step={step} label={t.changePlace} to="/start" names={LETTER_FIELDS.concat(WRITER_FIELDS)} />
      </div>
    </div>
  );
  return frame(step, t.nobodyTitle, children);
}
