import { type ReactElement } from 'react';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { ErrorSummary, Field, type FormState } from '../../layout/form.views.js';
import { LOCALES } from '../../layout/i18n.js';
import { link, type Visit } from '../../layout/visit.js';
import { type ListedSession } from '../sessions.sql.js';
import { signInMessages } from '../sign-in/sign-in.messages.js';
import { Csrf, narrowPage } from '../sign-in/sign-in.views.js';
import { accountMessages } from './account.messages.js';
import { deviceName } from './device-name.js';

export interface AccountView {
  visit: Visit;
  state: FormState;
  csrf: string;
  name: string;
  email: string;
  hasTwoFactor: boolean;
  isTwoFactorRequired: boolean;
  recoveryCodesLeft: number;
  sessions: readonly ListedSession[];
  sessionId: string;
  asksPassword: boolean;
  notice?: 'changed' | 'removed' | 'ended';
}

/** The password once more. Its error goes by the id, because the page asks for the same in several forms. */
function Confirm({ visit, state, id }: { visit: Visit; state: FormState; id: string }): ReactElement {
  const t = accountMessages[visit.language];
  const error = state.errors?.[id];
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={id}>{t.current}</label>
      <p className="hint">{t.currentHint}</p>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        id={id}
        name="current_password"
        type="password"
        autoComplete="current-password"
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
        required
      />
    </div>
  );
}

function Password({ visit, state, csrf }: AccountView): ReactElement {
  const t = accountMessages[visit.language];
  const words = signInMessages[visit.language];
  const blank = { ...state, values: {} };
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">{t.passwordTitle}</h2>
      <form method="post" action={link(visit, '/account/password')} noValidate>
        <Csrf token={csrf} />
        <Field
          state={blank}
          name="current_password"
          label={t.current}
          type="password"
          autoComplete="current-password"
        />
        <Field
          state={blank}
          name="password"
          label={words.newPassword}
          hint={words.newPasswordHint}
          type="password"
          autoComplete="new-password"
        />
        <button className="btn">{t.change}</button>
      </form>
    </section>
  );
}

function SecondFactor(view: AccountView): ReactElement {
  const { visit, state, csrf, hasTwoFactor, isTwoFactorRequired, asksPassword } = view;
  const t = accountMessages[visit.language];
  return (
    <section aria-labelledby="factor-title">
      <h2 id="factor-title">{t.twoFactorTitle}</h2>
      <p>{hasTwoFactor ? t.twoFactorOn : t.twoFactorOff}</p>
      {isTwoFactorRequired && <p className="soft">{t.twoFactorRequired}</p>}
      {hasTwoFactor && <p>{t.codesLeft(view.recoveryCodesLeft)}</p>}
      <p>
        <a className="btn second" href={link(visit, '/account/two-factor', { next: '/account' })}>
          {hasTwoFactor ? t.setUpAgain : t.setUp}
        </a>
      </p>
      {hasTwoFactor && (
        <form method="post" action={link(visit, '/account/recovery-codes')} noValidate>
          <Csrf token={csrf} />
          {asksPassword && <Confirm visit={visit} state={state} id="confirm-codes" />}
          <p>
            <button className="btn second">{t.renew}</button>
          </p>
        </form>
      )}
      {hasTwoFactor && !isTwoFactorRequired && (
        <form method="post" action={link(visit, '/account/two-factor/removal')} noValidate>
          <Csrf token={csrf} />
          {asksPassword && <Confirm visit={visit} state={state} id="confirm-removal" />}
          <p>
            <button className="btn danger">{t.remove}</button>
          </p>
        </form>
      )}
    </section>
  );
}

function SessionList({ visit, csrf, sessions, sessionId }: AccountView): ReactElement {
  const t = accountMessages[visit.language];
  const when = new Intl.DateTimeFormat(LOCALES[visit.language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t.sessionsTitle}</h2>
      <ul className="cards">
        {sessions.map((each) => (
          <li key={each.id}>
            <h3>
              {deviceName(each.agent) || t.unknownDevice}{' '}
              {each.id === sessionId && <span className="tag">{t.here}</span>}
            </h3>
            <dl className="facts">
              <dt>{t.seen}</dt>
              <dd>{when.format(each.seenAt)} UTC</dd>
              <dt>{t.since}</dt>
              <dd>{when.format(each.createdAt)} UTC</dd>
              {each.address && (
                <>
                  <dt>{t.from}</dt>
                  <dd>{each.address}</dd>
                </>
              )}
            </dl>
            {each.id !== sessionId && (
              <form method="post" action={link(visit, `/account/sessions/${each.id}/end`)}>
                <Csrf token={csrf} />
                <button className="btn second">{t.end}</button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={link(visit, '/account/sessions/end-others')}>
          <Csrf token={csrf} />
          <button className="btn second">{t.endOthers}</button>
        </form>
      )}
    </section>
  );
}

export function accountPage(view: AccountView): HtmlAnswer {
  const { visit, state, csrf, name, email, notice } = view;
  const t = accountMessages[visit.language];
  return narrowPage(
    visit,
    t.title,
    <>
      <ErrorSummary state={state} />
      <p>
        <a href="/console/">{t.toConsole}</a>
      </p>
      <h1>{t.title}</h1>
      {notice && (
        <div className="ok" role="status">
          <p>{t[notice]}</p>
        </div>
      )}
      <p>
        {name} · {email}
      </p>
      <Password {...view} />
      <SecondFactor {...view} />
      <SessionList {...view} />
      <hr />
      <form method="post" action={link(visit, '/sign-out')}>
        <Csrf token={csrf} />
        <button className="btn second">{t.signOut}</button>
      </form>
    </>,
    state,
  );
}
