import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { type Asked } from './confirming-subscriptions.service.js';
import { optInMessages } from './opt-in.messages.js';

/** One button; what became of it once it was pressed; or why there is none. */
export function askedPage({
  visit,
  token,
  asked,
}: {
  visit: Visit;
  token: string;
  asked: Asked;
}): HtmlAnswer {
  const t = optInMessages[visit.language];
  const { host, state } = asked;
  const title = { asked: t.title(host.name), confirmed: t.doneTitle, lapsed: t.lapsedTitle }[state];
  const text = { asked: t.lead, confirmed: t.done(host.name), lapsed: t.lapsed }[state];
  return page({
    visit,
    title,
    host,
    isPractice: host.isPractice,
    isPrivate: true,
    children: (
      <div className="narrow">
        <h1>{title}</h1>
        <p className="lead" role={state === 'confirmed' ? 'status' : undefined}>
          {text}
        </p>
        {state === 'asked' && (
          <form method="post" action={link(visit, `/subscriptions/${token}`)}>
            <button type="submit" className="btn">
              {t.button}
            </button>
          </form>
        )}
      </div>
    ),
  });
}
