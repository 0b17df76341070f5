import { type ReactElement } from 'react';
import { ErrorSummary, Field, type FormState, hasErrors, Tick, Trap } from '../layout/form.views.js';
import { formatDate, formatNumber, type Language, localized } from '../layout/i18n.js';
import { page } from '../layout/page.js';
import { Paragraphs } from '../layout/paragraphs.js';
import { PartnerBoxes, PartnerNames } from '../layout/partner-boxes.views.js';
import { link, type Visit } from '../layout/visit.js';
import { type HtmlAnswer } from '../platform/http/answers.js';
import { petitionMessages } from './petitions.messages.js';
import { type PublicPetition } from './public-petitions.service.js';

/** '1,204 confirmed signatures', as page and count.json say it. */
export function countText(count: number, language: Language): string {
  return petitionMessages[language].counted(formatNumber(count, language));
}

function Thermometer({ shown, visit }: { shown: PublicPetition; visit: Visit }): ReactElement | null {
  const { petition } = shown;
  const t = petitionMessages[visit.language];
  if (petition.isCountHidden) return null;
  return (
    <div className="count">
      <p>
        <strong role="status" data-live={`/petitions/${petition.slug}/count.json?lang=${visit.language}`}>
          {countText(petition.confirmedCount, visit.language)}
        </strong>
      </p>
      <progress
        aria-label={t.progress}
        max={petition.goal}
        value={Math.min(petition.confirmedCount, petition.goal)}
      />
      <p className="soft">{t.ofGoal(formatNumber(petition.goal, visit.language))}</p>
    </div>
  );
}

function SigningForm({
  shown,
  visit,
  state,
  stamp,
}: {
  shown: PublicPetition;
  visit: Visit;
  state: FormState;
  stamp: string;
}): ReactElement {
  const { petition, host } = shown;
  const t = petitionMessages[visit.language];
  return (
    <form
      method="post"
      action={link(visit, `/petitions/${petition.slug}/signatures`)}
      data-step={link(visit, `/actions/petition/${petition.slug}/started`)}
      noValidate
    >
      <input type="hidden" name="version" value={petition.version} />
      {visit.source && <input type="hidden" name="s" value={visit.source} />}
      <div className="two">
        <Field
          state={state}
          name="given_name"
          label={t.givenName}
          autoComplete="given-name"
          maxLength={100}
        />
        <Field
          state={state}
          name="family_name"
          label={t.familyName}
          autoComplete="family-name"
          maxLength={100}
        />
      </div>
      <Field
        state={state}
        name="email"
        label={t.email}
        hint={t.emailHint}
        type="email"
        inputMode="email"
        autoComplete="email"
      />
      <Field
        state={state}
        name="zip"
        label={t.zip}
        hint={t.zipHint}
        inputMode="numeric"
        autoComplete="postal-code"
        className="short"
        maxLength={10}
      />
      <Field state={state} name="comment" label={t.comment} isOptional rows={3} maxLength={1000} />
      <Tick state={state} name="is_public" label={t.showName} />
      <Tick state={state} name="wants_email" label={t.consent(host.name)} />
      <PartnerBoxes state={state} partners={shown.partners} host={host.name} />
      <Trap stamp={stamp} />
      <button className="btn wide">{t.signButton}</button>
      <p className="hint">{t.privacy}</p>
    </form>
  );
}

function Closed({ shown, visit }: { shown: PublicPetition; visit: Visit }): ReactElement {
  const t = petitionMessages[visit.language];
  return (
    <>
      <h2 id="sign">{shown.petition.state === 'delivered' ? t.delivered : t.closed}</h2>
      <p>{t.closedText}</p>
    </>
  );
}

export interface PetitionPage {
  shown: PublicPetition;
  visit: Visit;
  /** Of the robots' trap: signed when the page was made. */
  stamp: string;
  now: Date;
  /** The form as it came back, with its errors. */
  state?: FormState;
}

/** The petition: who is asked for what, the form, how far it has come, and why. */
export function petitionPage(
  { shown, visit, stamp, now, state: given }: PetitionPage,
  status = 200,
): HtmlAnswer {
  const { petition, host, languages, textDate, signers } = shown;
  const { language } = visit;
  const t = petitionMessages[language];
  const state = given ?? { language };
  const title = localized(petition.title, language);
  const background = localized(petition.background, language);
  const isOpen = petition.takesSignatures(now) || petition.state === 'draft';
  const body = (
    <div className="cols">
      <div>
        <ErrorSummary state={state} />
        <p className="soft">{t.kind}</p>
        <h1>{title}</h1>
        <p>
          <strong>{t.to}</strong> {localized(petition.addressedTo, language)}
        </p>
        <div className="letter" id="ask">
          {localized(petition.ask, language)}
        </div>
        {textDate && (
          <p className="hint">
            {t.textVersion(String(petition.version), formatDate(textDate, language, host.timeZone))}{' '}
            {petition.version > 1 && t.edited}
          </p>
        )}
        {isOpen && !hasErrors(state) && (
          <p className="jump">
            <a href="#sign">{t.jump}</a>
          </p>
        )}
      </div>
      <section className="card" aria-labelledby="sign">
        {isOpen ? <h2 id="sign">{t.sign}</h2> : <Closed shown={shown} visit={visit} />}
        <Thermometer shown={shown} visit={visit} />
        {isOpen && <SigningForm shown={shown} visit={visit} state={state} stamp={stamp} />}
      </section>
      <div className="rest">
        {background && (
          <>
            <h2>{t.why}</h2>
            <Paragraphs text={background} />
          </>
        )}
        <PartnerNames partners={shown.partners} language={language} />
        {signers.length > 0 && (
          <>
            <h2>{t.recent}</h2>
            <p>{signers.join(', ')}</p>
          </>
        )}
      </div>
    </div>
  );
  return page(
    {
      visit,
      title,
      description: localized(petition.ask, language).slice(0, 200),
      host,
      languages,
      isPractice: petition.isPractice,
      hasErrors: hasErrors(state),
      isPrivate: status !== 200,
      children: body,
    },
    status,
  );
}
