import { ErrorSummary, Field, type FormState } from '../../layout/form.views.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { signInMessages } from './sign-in.messages.js';
import { narrowPage } from './sign-in.views.js';

interface LinkShown {
  visit: Visit;
  state: FormState;
  /** Where the form posts to: the link itself. */
  action: string;
  name: string;
}

/** Behind an invitation and a reset, and behind a sign-in link of an account that has no password yet. */
export function choosePasswordPage({
  visit,
  state,
  action,
  name,
  email,
  isNew,
}: LinkShown & { email: string; isNew: boolean }): HtmlAnswer {
  const t = signInMessages[visit.language];
  const title = isNew ? t.welcome(name) : t.chooseTitle;
  return narrowPage(
    visit,
    title,
    <>
      <ErrorSummary state={state} />
      <h1>{title}</h1>
      {isNew && <p className="lead">{t.welcomeLead}</p>}
      <form method="post" action={link(visit, action)} noValidate>
        {/* For password managers: which account the new password belongs to. */}
        <input type="hidden" name="username" autoComplete="username" defaultValue={email} />
        <Field
          state={{ ...state, values: {} }}
          name="password"
          label={t.newPassword}
          hint={t.newPasswordHint}
          type="password"
          autoComplete="new-password"
        />
        <button className="btn wide">{t.save}</button>
      </form>
    </>,
    state,
  );
}

export function signInLinkPage({ visit, action, name }: Omit<LinkShown, 'state'>): HtmlAnswer {
  const t = signInMessages[visit.language];
  return narrowPage(
    visit,
    t.linkTitle,
    <>
      <h1>{t.linkTitle}</h1>
      <p className="lead">{t.linkLead(name)}</p>
      <form method="post" action={link(visit, action)}>
        <button className="btn wide">{t.signIn}</button>
      </form>
    </>,
  );
}

export function linkGonePage(visit: Visit): HtmlAnswer {
  const t = signInMessages[visit.language];
  return narrowPage(
    visit,
    t.linkGone,
    <>
      <h1>{t.linkGone}</h1>
      <p>{t.linkGoneText}</p>
      <p>
        <a href={link(visit, '/password/forgotten')}>{t.forgotten}</a>
      </p>
    </>,
    undefined,
    410,
  );
}
