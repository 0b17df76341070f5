import { toString as toQr } from 'qrcode';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { ErrorSummary, Field, type FormState } from '../../layout/form.views.js';
import { link, type Visit } from '../../layout/visit.js';
import { signInMessages } from '../sign-in/sign-in.messages.js';
import { Csrf, narrowPage } from '../sign-in/sign-in.views.js';
import { accountMessages } from './account.messages.js';

export interface SetUpView {
  visit: Visit;
  state: FormState;
  csrf: string;
  next: string;
  secret: string;
  uri: string;
  sealed: string;
  isNeeded: boolean;
  asksPassword: boolean;
}

/** Carries its own picture: the content policy lets data: images in, and the secret goes to no other server. */
export async function setUpPage(view: SetUpView): Promise<HtmlAnswer> {
  const { visit, state, secret } = view;
  const t = accountMessages[visit.language];
  const svg = await toQr(view.uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return narrowPage(
    visit,
    t.setUp,
    <>
      <ErrorSummary state={state} />
      <h1>{t.setUp}</h1>
      <p className="lead">{t.setUpLead}</p>
      {view.isNeeded && (
        <div className="note">
          <p>{t.setUpNeeded}</p>
        </div>
      )}
      <p>{t.stepApp}</p>
      <p>{t.stepScan}</p>
      <p>
        <img
          src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
          alt={`${t.key}: ${secret}`}
          width={220}
          height={220}
        />
      </p>
      <p>
        {t.key}: <code>{secret.replace(/(.{4})(?!$)/g, '$1 ')}</code>
      </p>
      <p>{t.stepCode}</p>
      <form method="post" action={link(visit, '/account/two-factor')} noValidate>
        <Csrf token={view.csrf} />
        <input type="hidden" name="sealed" value={view.sealed} />
        <input type="hidden" name="next" value={view.next} />
        <Field
          state={{ ...state, values: {} }}
          name="code"
          label={t.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          className="short"
          maxLength={20}
        />
        {view.asksPassword && (
          <Field
            state={{ ...state, values: {} }}
            name="current_password"
            label={t.current}
            hint={t.currentHint}
            type="password"
            autoComplete="current-password"
          />
        )}
        <button className="btn wide">{t.turnOn}</button>
      </form>
      <form method="post" action={link(visit, '/sign-out')}>
        <Csrf token={view.csrf} />
        <button className="btn second">{signInMessages[visit.language].signOut}</button>
      </form>
    </>,
    state,
  );
}

export function recoveryCodesPage(visit: Visit, codes: readonly string[], next: string): HtmlAnswer {
  const t = accountMessages[visit.language];
  return narrowPage(
    visit,
    t.codesTitle,
    <>
      <h1>{t.codesTitle}</h1>
      <p className="lead">{t.codesLead}</p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <a className="btn" href={next}>
          {t.codesKept}
        </a>
      </p>
    </>,
  );
}
