import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { type Host } from '../../network/chapters.service.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { removalMessages } from './removals.messages.js';
import { type RemovalNotice } from './removals.sql.js';

/** Whom to remove, and one button; afterwards no name stands there any more. */
export function removalPage({
  visit,
  notice,
  host,
}: {
  visit: Visit;
  notice: RemovalNotice;
  host: Host;
}): HtmlAnswer {
  const t = removalMessages[visit.language];
  return page({
    visit,
    title: t.title,
    host,
    isPractice: host.isPractice,
    isPrivate: true,
    children: (
      <div className="narrow">
        <h1>{t.title}</h1>
        <p className="lead">{t.lead(notice.organizationName)}</p>
        {notice.acknowledgedAt ? (
          <p className="ok" role="status">
            {t.thanks}
          </p>
        ) : (
          <>
            {notice.people.length > 0 ? (
              <ul>
                {notice.people.map(({ name, email }, at) => (
                  <li key={at}>{[name, email].filter(Boolean).join(', ')}</li>
                ))}
              </ul>
            ) : (
              <p>{t.nobody}</p>
            )}
            <form method="post" action={link(visit, visit.path)} className="field">
              <button className="btn wide">{t.done}</button>
            </form>
          </>
        )}
      </div>
    ),
  });
}
