import { type ReactElement } from 'react';
import { localized } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { LEAVING_REASONS } from '../leaving-reasons/leaving-reason.js';
import { choicesMessages } from '../preferences/choices.messages.js';
import { leavingMessages } from './leaving.messages.js';
import { type Choice } from './leaving.service.js';

interface Shown {
  visit: Visit;
  token: string;
  choice: Choice;
}

function Act({ action, label, isQuiet }: { action: string; label: string; isQuiet?: boolean }): ReactElement {
  return (
    <form method="post" action={action}>
      <button type="submit" className={isQuiet ? 'btn second' : 'btn'}>
        {label}
      </button>
    </form>
  );
}

/** One button, so that what fetches links for people changes nothing (E32). */
export function leavePage({ visit, token, choice }: Shown): HtmlAnswer {
  const t = leavingMessages[visit.language];
  const { host, maskedAddress } = choice;
  return framed(
    visit,
    t.title,
    host,
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead(host.name, maskedAddress)}</p>
      <Act action={link(visit, `/unsubscribe/${token}`)} label={t.stopList(host.name)} />
      <AboutTopic visit={visit} token={token} choice={choice} />
      <p>
        <a href={link(visit, `/preferences/${token}`)}>{t.choices}</a>
      </p>
    </>,
  );
}

/** After leaving: what was done, how to take it back, what still comes. */
export function leftPage({ visit, token, choice }: Shown): HtmlAnswer {
  const t = leavingMessages[visit.language];
  const { host, hasLeft } = choice;
  return framed(
    visit,
    t.doneTitle,
    host,
    <>
      <h1>{t.doneTitle}</h1>
      <p className="lead" role="status">
        {hasLeft.everything ? t.doneAll : t.doneList(host.name)}
      </p>
      <p>{t.receipts}</p>
      <Act action={link(visit, `/preferences/${token}/undo`)} label={t.undo} isQuiet />
      {!hasLeft.everything && (
        <Act action={link(visit, `/preferences/${token}/everything`)} label={t.stopAll} isQuiet />
      )}
      <Reasons visit={visit} token={token} choice={choice} />
      <FreshLink visit={visit} token={token} />
    </>,
  );
}

/** Optional, and one click: a button for each. */
function Reasons({ visit, token, choice: { reason } }: Shown): ReactElement {
  const t = leavingMessages[visit.language];
  if (reason) return <p role="status">{t.reasonThanks(t[`reason_${reason}`])}</p>;
  return (
    <form method="post" action={link(visit, `/preferences/${token}/reason`)}>
      <h2>{t.reasonTitle}</h2>
      <p className="hint">{t.reasonHint}</p>
      <p className="actions">
        {LEAVING_REASONS.map((each) => (
          <button key={each} type="submit" name="reason" value={each} className="btn second">
            {t[`reason_${each}`]}
          </button>
        ))}
      </p>
    </form>
  );
}

/** What the link under every mail opens: one button stops this list; whatever is less or more stands below. */
export function choicesPage({ visit, token, choice }: Shown): HtmlAnswer {
  const t = leavingMessages[visit.language];
  const { host, hasLeft, maskedAddress } = choice;
  if (hasLeft.list || hasLeft.everything) return leftPage({ visit, token, choice });
  return framed(
    visit,
    t.choices,
    host,
    <>
      <h1>{t.choices}</h1>
      <p className="lead">{t.choicesText(maskedAddress)}</p>
      <Act action={link(visit, `/preferences/${token}/list`)} label={t.stopList(host.name)} />
      <AboutTopic visit={visit} token={token} choice={choice} />
      <Act action={link(visit, `/preferences/${token}/everything`)} label={t.stopAll} isQuiet />
      <p>{t.stopAllText}</p>
      <p>{t.receipts}</p>
      <FreshLink visit={visit} token={token} />
    </>,
  );
}

/** Less than leaving: no more of what this mail was about, or taking that back. */
function AboutTopic({ visit, token, choice }: Shown): ReactElement | null {
  const { host, about } = choice;
  const t = leavingMessages[visit.language];
  if (!about) return null;
  const topic = localized(about.topic.name, visit.language);
  const { hasLeft } = about;
  return (
    <>
      {hasLeft && <p role="status">{t.doneTopic(topic, host.name)}</p>}
      <Act
        action={link(visit, `/preferences/${token}/topic${hasLeft ? '/undo' : ''}`)}
        label={hasLeft ? t.undoTopic(topic) : t.stopTopic(topic)}
        isQuiet
      />
      <p>{t.topicText(host.name)}</p>
      {hasLeft && <Reasons visit={visit} token={token} choice={choice} />}
    </>
  );
}

export function stayedPage({ visit, choice }: Shown): HtmlAnswer {
  const t = leavingMessages[visit.language];
  return framed(
    visit,
    t.undoneTitle,
    choice.host,
    <>
      <h1>{t.undoneTitle}</h1>
      <p className="lead" role="status">
        {t.undoneText(choice.host.name)}
      </p>
      <p>
        <a href={link(visit, choice.host.href)}>{t.back}</a>
      </p>
    </>,
  );
}

/** A forwarded mail shows no choices: they open by a link that goes to the address itself. */
function FreshLink({ visit, token }: Pick<Shown, 'visit' | 'token'>): ReactElement {
  const t = choicesMessages[visit.language];
  return (
    <>
      <p>{t.freshWhy}</p>
      <Act action={link(visit, `/preferences/${token}/fresh-link`)} label={t.freshButton} isQuiet />
    </>
  );
}

/** For links of tests and previews. */
export function trialPage(visit: Visit): HtmlAnswer {
  const t = leavingMessages[visit.language];
  return framed(
    visit,
    t.testTitle,
    undefined,
    <>
      <h1>{t.testTitle}</h1>
      <p className="lead">{t.testText}</p>
    </>,
  );
}

function framed(
  visit: Visit,
  title: string,
  host: Choice['host'] | undefined,
  children: ReactElement,
): HtmlAnswer {
  return page({
    visit,
    title,
    host,
    isPractice: host?.isPractice,
    isPrivate: true,
    children: <div className="narrow">{children}</div>,
  });
}
