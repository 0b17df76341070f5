import { type ReactElement, type ReactNode } from 'react';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { ErrorSummary, Field, type FormState, hasErrors } from '../../layout/form.views.js';
import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { singleSignOnMessages } from '../single-sign-on/single-sign-on.messages.js';
import { signInMessages } from './sign-in.messages.js';

interface Shown {
  visit: Visit;
  state: FormState;
}

export function narrowPage(
  visit: Visit,
  title: string,
  children: ReactNode,
  state?: FormState,
  status = 200,
): HtmlAnswer {
  const isBad = state !== undefined && hasErrors(state);
  return page(
    {
      visit,
      title,
      isPrivate: true,
      hasErrors: isBad,
      children: <div className="narrow">{children}</div>,
    },
    isBad ? 422 : status,
  );
}

export function Csrf({ token }: { token: string }): ReactElement {
  return <input type="hidden" name="_csrf" value={token} />;
}

export function signInPage({
  visit,
  state,
  next,
  notice,
  provider,
}: Shown & {
  next: string;
  notice?: string;
  /** The identity provider's name, where there is one. */
  provider: string | null;
}): HtmlAnswer {
  const t = signInMessages[visit.language];
  return narrowPage(
    visit,
    t.signIn,
    <>
      <ErrorSummary state={state} />
      <h1>{t.signIn}</h1>
      {notice && (
        <div className="ok" role="status">
          <p>{notice}</p>
        </div>
      )}
      <form method="post" action={link(visit, '/sign-in')} noValidate>
        <input type="hidden" name="next" value={next} />
        <Field
          state={state}
          name="email"
          label={t.email}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <Field
          state={{ ...state, values: {} }}
          name="password"
          label={t.password}
          type="password"
          autoComplete="current-password"
        />
        <button className="btn wide">{t.signIn}</button>
      </form>
      {provider !== null && (
        <p>
          <a className="btn second wide" href={link(visit, '/sign-in/single', { next })}>
            {singleSignOnMessages[visit.language].with(provider)}
          </a>
        </p>
      )}
      <p>
        <a href={link(visit, '/password/forgotten')}>{t.forgotten}</a>
      </p>
    </>,
    state,
  );
}

export function codePage({ visit, state, next, csrf }: Shown & { next: string; csrf: string }): HtmlAnswer {
  const t = signInMessages[visit.language];
  const action = link(visit, '/sign-in/code');
  const isRecovering = state.errors?.['recovery_code'] !== undefined;
  return narrowPage(
    visit,
    t.codeTitle,
    <>
      <ErrorSummary state={state} />
      <h1>{t.codeTitle}</h1>
      <p className="lead">{t.codeLead}</p>
      <form method="post" action={action} noValidate>
        <Csrf token={csrf} />
        <input type="hidden" name="next" value={next} />
        <Field
          state={{ ...state, values: {} }}
          name="code"
          label={t.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          className="short"
          maxLength={20}
        />
        <button className="btn wide">{t.go}</button>
      </form>
      <details open={isRecovering}>
        <summary>{t.lost}</summary>
        <form method="post" action={action} noValidate>
          <Csrf token={csrf} />
          <input type="hidden" name="next" value={next} />
          <Field
            state={{ ...state, values: {} }}
            name="recovery_code"
            label={t.recoveryCode}
            hint={t.recoveryHint}
            autoComplete="off"
            maxLength={40}
          />
          <button className="btn second">{t.go}</button>
        </form>
      </details>
      <form method="post" action={link(visit, '/sign-out')}>
        <Csrf token={csrf} />
        <p>
          <button className="btn second">{t.signOut}</button>
        </p>
      </form>
    </>,
    state,
  );
}

export function forgottenPage({ visit, state }: Shown): HtmlAnswer {
  const t = signInMessages[visit.language];
  return narrowPage(
    visit,
    t.resetTitle,
    <>
      <ErrorSummary state={state} />
      <h1>{t.resetTitle}</h1>
      <p className="lead">{t.resetLead}</p>
      <form method="post" action={link(visit, '/password/forgotten')} noValidate>
        <Field
          state={state}
          name="email"
          label={t.email}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <button className="btn wide">{t.resetSend}</button>
      </form>
      <p>
        <a href={link(visit, '/sign-in')}>{t.signIn}</a>
      </p>
    </>,
    state,
  );
}

export function forgottenDonePage(visit: Visit): HtmlAnswer {
  const t = signInMessages[visit.language];
  return narrowPage(
    visit,
    t.resetSentTitle,
    <>
      <h1>{t.resetSentTitle}</h1>
      <div className="ok" role="status">
        <p>{t.resetSent}</p>
      </div>
      <p>
        <a href={link(visit, '/sign-in')}>{t.signIn}</a>
      </p>
    </>,
  );
}
