import { Fragment, type ReactElement } from 'react';
import { formatDate } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { type Host } from '../../network/chapters.service.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { linesOf } from './action-text.js';
import { type ApprovalRequest } from './approvals.sql.js';
import { approvalMessages } from './approvals.messages.js';

interface ApprovalPage {
  visit: Visit;
  request: ApprovalRequest;
  host: Host;
}

/** The exact text and two buttons; afterwards what was answered, by whom and when. */
export function approvalPage(given: ApprovalPage): HtmlAnswer {
  const { visit, request, host } = given;
  const title = approvalMessages[visit.language].title(request.organizationName);
  return page({
    visit,
    title,
    host,
    isPractice: host.isPractice,
    isPrivate: true,
    children: (
      <div className="narrow">
        <h1>{title}</h1>
        {request.answer ? <Answered {...given} /> : <Question {...given} />}
      </div>
    ),
  });
}

function Question({ visit, request, host }: ApprovalPage): ReactElement {
  const t = approvalMessages[visit.language];
  const answer = (words: string, value: string, style: string) => (
    <form method="post" action={link(visit, visit.path)} className="field">
      <input type="hidden" name="answer" value={value} />
      <button className={style}>{words}</button>
    </form>
  );
  return (
    <>
      <p className="lead">{t.asks(host.name, request.organizationName)}</p>
      <Words visit={visit} request={request} />
      <p>{t.by(formatDate(request.dueAt, visit.language, host.timeZone))}</p>
      <p className="soft">{t.exact}</p>
      {answer(t.yes, 'yes', 'btn wide')}
      {answer(t.no, 'no', 'btn second wide')}
    </>
  );
}

function Answered({ visit, request, host }: ApprovalPage): ReactElement {
  const t = approvalMessages[visit.language];
  return (
    <>
      <div className="ok" role="status">
        <p>{request.answer === 'yes' ? t.answeredYes : t.answeredNo}</p>
        <p>
          {t.recorded(request.answeredBy, formatDate(request.answeredAt!, visit.language, host.timeZone))}
        </p>
      </div>
      <Words visit={visit} request={request} />
    </>
  );
}

function Words({ visit, request }: Pick<ApprovalPage, 'visit' | 'request'>): ReactElement {
  return (
    <dl className="facts">
      {linesOf(request.text, visit.language).map(({ label, text }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>
            {text.split(/\n+/).map((line, at) => (
              <p key={at}>{line}</p>
            ))}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
