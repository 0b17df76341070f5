import { type ReactElement } from 'react';
import { type MediaMention } from '../../campaigns/media-mentions.service.js';
import { formatDate } from '../../layout/i18n.js';
import { type Visit } from '../../layout/visit.js';
import { homeMessages } from '../home.messages.js';

/** What was published about a chapter or a campaign; nothing where nothing was. */
export function InTheNews(props: { visit: Visit; mentions: readonly MediaMention[] }): ReactElement | null {
  const { visit, mentions } = props;
  if (mentions.length === 0) return null;
  return (
    <section aria-labelledby="media">
      <h2 id="media">{homeMessages[visit.language].media}</h2>
      <ul>
        {mentions.map((mention) => (
          <li key={mention.id}>
            <a href={mention.url}>{mention.title}</a>{' '}
            <span className="soft">
              {mention.outlet},{' '}
              <time dateTime={mention.publishedOn}>
                {formatDate(new Date(`${mention.publishedOn}T12:00:00Z`), visit.language, 'UTC')}
              </time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
