import { type ReactElement } from 'react';
import { type ListedCampaign } from '../campaigns/campaigns.service.js';
import { formatDate, formatTime, localized } from '../layout/i18n.js';
import { link, type Visit } from '../layout/visit.js';
import { type Chapter } from '../network/chapters.service.js';
import { CampaignCards } from './campaigns/campaign-cards.views.js';
import { homeMessages } from './home.messages.js';
import { type Network } from '../network/networks.service.js';
import { type NextEvent, type OpenAction } from './public.sql.js';

function ActionCard({ visit, action }: { visit: Visit; action: OpenAction }): ReactElement {
  const t = homeMessages[visit.language];
  const isPetition = action.kind === 'petition';
  const href = link(visit, isPetition ? `/petitions/${action.slug}` : `/letters/${action.slug}`);
  const text = localized(action.text, visit.language);
  return (
    <li>
      <p>
        <span className="tag">{isPetition ? t.petition : t.letter}</span>{' '}
        <span className="soft">{action.chapterName}</span>
      </p>
      <h3>
        <a href={href}>{localized(action.title, visit.language)}</a>
      </h3>
      <p>{text.length > 180 ? `${text.slice(0, 180).replace(/\s+\S*$/, '')} …` : text}</p>
      {action.count !== null && action.goal !== null && (
        <div className="count">
          <p className="soft">{t.of(action.count, action.goal)}</p>
          <progress
            max={action.goal}
            value={Math.min(action.count, action.goal)}
            aria-label={t.of(action.count, action.goal)}
          />
        </div>
      )}
      <p>
        <a className="btn" href={href}>
          {isPetition ? t.sign : t.write}
        </a>
      </p>
    </li>
  );
}

export function Actions(props: {
  visit: Visit;
  actions: readonly OpenAction[];
  /** In place of "Take action". */
  title?: string;
}): ReactElement {
  const { visit, actions, title } = props;
  const t = homeMessages[visit.language];
  return (
    <section aria-labelledby="act">
      <h2 id="act">{title ?? t.act}</h2>
      {actions.length === 0 ? (
        <p>{t.noActions}</p>
      ) : (
        <ul className="cards">
          {actions.map((action) => (
            <ActionCard key={action.kind + action.slug} visit={visit} action={action} />
          ))}
        </ul>
      )}
    </section>
  );
}

export function Events({ visit, events }: { visit: Visit; events: readonly NextEvent[] }): ReactElement {
  const t = homeMessages[visit.language];
  return (
    <section aria-labelledby="events">
      <h2 id="events">{t.events}</h2>
      {events.length === 0 ? <p>{t.noEvents}</p> : null}
      <ul className="cards" hidden={events.length === 0}>
        {events.map((event) => (
          <li key={event.slug}>
            <h3>
              <a href={link(visit, `/events/${event.slug}`)}>{localized(event.title, visit.language)}</a>
            </h3>
            <p>
              <time dateTime={event.startsAt.toISOString()}>
                {formatDate(event.startsAt, visit.language, event.timeZone)},{' '}
                {formatTime(event.startsAt, visit.language, event.timeZone)}
              </time>
            </p>
            {event.place && <p className="soft">{event.place}</p>}
            <p>
              <a href={link(visit, `/events/${event.slug}`)}>{t.signUp}</a>
            </p>
          </li>
        ))}
      </ul>
      <p>
        <a href={link(visit, '/events')}>{t.allEvents}</a>
      </p>
    </section>
  );
}

export function Help({ visit }: { visit: Visit }): ReactElement {
  const t = homeMessages[visit.language];
  return (
    <aside className="note" aria-label={t.help}>
      <p>
        <strong>{t.help}.</strong> {t.helpText} <a href={link(visit, '/exit')}>{t.helpTitle}</a>
      </p>
    </aside>
  );
}

export function FrontPage(props: {
  visit: Visit;
  network: Network | undefined;
  chapters: readonly Chapter[];
  actions: readonly OpenAction[];
  events: readonly NextEvent[];
  campaigns: readonly ListedCampaign[];
}): ReactElement {
  const { visit, network, chapters } = props;
  const t = homeMessages[visit.language];
  if (!network) {
    return (
      <div className="narrow">
        <h1>{t.welcome}</h1>
        <p>{t.empty}</p>
        <p>
          <a className="btn" href="/sign-in">
            {t.signIn}
          </a>
        </p>
      </div>
    );
  }
  return (
    <>
      <h1>{network.name}</h1>
      <p className="lead narrow">{localized(network.mission, visit.language)}</p>
      <Help visit={visit} />
      <Actions visit={visit} actions={props.actions} />
      <Events visit={visit} events={props.events} />
      <CampaignCards visit={visit} campaigns={props.campaigns} />
      <section aria-labelledby="chapters">
        <h2 id="chapters">{t.chapters}</h2>
        <ul className="cards">
          {chapters.map((chapter) => (
            <li key={chapter.id}>
              <h3>
                {chapter.state === 'active' ? (
                  <a href={link(visit, `/chapters/${chapter.slug}`)}>{chapter.name}</a>
                ) : (
                  chapter.name
                )}
              </h3>
              <p className="soft">
                {[chapter.territory, chapter.region].filter(Boolean).join(', ')}
                {chapter.state !== 'active' && ` (${t.dormant})`}
              </p>
            </li>
          ))}
        </ul>
        <p>
          <a href={link(visit, '/partners')}>{t.directory}</a>
        </p>
      </section>
    </>
  );
}

export function HelpPage({ visit }: { visit: Visit }): ReactElement {
  const t = homeMessages[visit.language];
  return (
    <div className="narrow">
      <h1>{t.helpTitle}</h1>
      <p className="lead">{t.helpText}</p>
      <p className="actions">
        <a className="btn" href="tel:+18883737888">
          {t.phone}
        </a>
        <a className="btn second" href="sms:233733">
          {t.text}
        </a>
      </p>
      <h2>{t.safety}</h2>
      <p>{t.safetyText}</p>
      <h2>{t.history}</h2>
      <p>{t.historyText}</p>
    </div>
  );
}
