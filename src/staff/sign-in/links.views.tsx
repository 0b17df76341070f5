import { ErrorSummary, Field, type FormState } from '../../layout/form.views.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { type Linked } from './one-time-links.service.js';
import { signInMessages } from './sign-in.messages.js';
import { narrowPage } from './sign-in.views.js';

/** Behind an invitation and a reset, and behind a sign-in link of an account that has no password yet. */
export function choosePasswordPage({
  visit,
  state,
  linked: { name, email, hasPassword },
}: {
  visit: Visit;
  state: FormState;
  linked: Linked;
}): HtmlAnswer {
  const t = signInMessages[visit.language];
  const title = hasPassword ? t.chooseTitle : t.welcome(name);
  return narrowPage(
    visit,
    title,
    <>
      <ErrorSummary state={state} />
      <h1>{title}</h1>
      {!hasPassword && <p className="lead">{t.welcomeLead}</p>}
      <form method="post" action={link(visit, visit.path)} noValidate>
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

export function signInLinkPage({ visit, name }: { visit: Visit; name: string }): HtmlAnswer {
  const t = signInMessages[visit.language];
  return narrowPage(
    visit,
    t.linkTitle,
    <>
      <h1>{t.linkTitle}</h1>
      <p className="lead">{t.linkLead(name)}</p>
      <form method="post" action={link(visit, visit.path)}>
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
