import { type ReactElement } from 'react';
import { isLanguage } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { Paragraphs } from '../../layout/paragraphs.js';
import { link, type Visit } from '../../layout/visit.js';
import { type Host } from '../../network/chapters.service.js';
import { type StoryQuote, type StoryRelease } from '../../people/stories.service.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { dayOf } from './stories.emails.js';
import { storyMessages } from './stories.messages.js';

/** What somebody allowed, and one button that ends it. A page that may be open where others look: it has the way out. */
export function allowedPage({
  visit,
  story,
  host,
}: {
  visit: Visit;
  story: StoryRelease;
  host: Host;
}): HtmlAnswer {
  const t = storyMessages[visit.language];
  const isOver = story.state === 'ended' || story.state === 'expired';
  return page({
    visit,
    title: t.title,
    host,
    isPractice: host.isPractice,
    isSensitive: true,
    children: (
      <div className="narrow">
        <h1>{t.title}</h1>
        {isOver ? (
          <p className="ok" role="status">
            {t.ended}
          </p>
        ) : (
          <>
            <p className="lead">{t.lead(host.name, dayOf(story.endsOn, visit.language))}</p>
            {story.body === '' ? (
              <p>{t.noWords}</p>
            ) : (
              <blockquote lang={story.language}>
                <Paragraphs text={story.body} />
                {story.attribution && <footer>{story.attribution}</footer>}
              </blockquote>
            )}
            <p>{t.endText}</p>
            <form method="post" action={link(visit, visit.path)} className="field" autoComplete="off">
              <button className="btn wide">{t.end}</button>
            </form>
          </>
        )}
      </div>
    ),
  });
}

/** On a chapter's page: words that are released now, with the name that was allowed and nothing else about anybody. */
export function Quotes({
  visit,
  quotes,
}: {
  visit: Visit;
  quotes: readonly StoryQuote[];
}): ReactElement | null {
  if (quotes.length === 0) return null;
  return (
    <section className="narrow" aria-labelledby="quotes">
      <h2 id="quotes">{storyMessages[visit.language].quotes}</h2>
      {quotes.map(({ body, language, attribution }, at) => (
        <blockquote key={at} lang={isLanguage(language) ? language : undefined}>
          <Paragraphs text={body} />
          {attribution && <footer>{attribution}</footer>}
        </blockquote>
      ))}
    </section>
  );
}
