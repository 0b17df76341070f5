import { type HtmlAnswer } from '../../platform/http/answers.js';
import { link, type Visit } from '../../layout/visit.js';
import { narrowPage } from '../sign-in/sign-in.views.js';
import { singleSignOnMessages } from './single-sign-on.messages.js';

/** Why single sign-on let nobody in, and what to do now. It does not say whether an address is known. */
export function singleSignOnFailed(visit: Visit, why: 'away' | 'late' | 'unknown'): HtmlAnswer {
  const t = singleSignOnMessages[visit.language];
  return narrowPage(
    visit,
    t.title,
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t[why]}</p>
      <p>
        <a href={link(visit, '/sign-in')}>{t.back}</a>
      </p>
    </>,
    undefined,
    why === 'away' ? 503 : 403,
  );
}
