import { type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { HtmlAnswer } from '../platform/http/answers.js';
import { ASSETS } from './assets.js';
import { type Language, LANGUAGE_NAMES, LANGUAGES, LOCALES } from './i18n.js';
import { layoutMessages } from './layout.messages.js';
import { link, type Visit } from './visit.js';

export interface PageFrame {
  visit: Visit;
  title: string;
  description?: string;
  /** Whose page it is: the chapter, or the network. */
  host?: { name: string; href: string; colour: string; postalAddress?: string };
  /** In which languages the page exists; the others are not offered. */
  languages?: readonly Language[];
  isPractice?: boolean;
  /**
   * Only where somebody may have to be gone at once (help, stories, safety; GOV.UK, Exit a page quickly): a link away first
   * in the page, a title that says nothing, no referrer, nothing for search engines and nothing that browsers fill in.
   */
  isSensitive?: boolean;
  /** A page made for one person is not for search engines. */
  isPrivate?: boolean;
  hasErrors?: boolean;
  children: ReactNode;
}

/** Our own address: it clears what the browser keeps of us, and leads to a page about the weather. */
export const EXIT = '/exit/now';

const NO_REFERRER = { 'referrer-policy': 'no-referrer' };
const DEFAULT_HOST: NonNullable<PageFrame['host']> = { name: 'Accord', href: '/', colour: '#005c5e' };

function Frame(frame: PageFrame): ReactElement {
  const { visit, host = DEFAULT_HOST, isSensitive } = frame;
  const isPrivate = frame.isPrivate || isSensitive;
  const t = layoutMessages[visit.language];
  const languages = frame.languages ?? LANGUAGES;
  return (
    <html lang={visit.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>
          {isSensitive
            ? t.neutralTitle
            : `${frame.hasErrors ? `${t.errorPrefix} ` : ''}${frame.title} – ${host.name}`}
        </title>
        {isSensitive && <meta name="referrer" content="no-referrer" />}
        {frame.description && !isSensitive && <meta name="description" content={frame.description} />}
        {(isPrivate || frame.isPractice) && <meta name="robots" content="noindex" />}
        {!isPrivate && (
          <>
            {languages.map((each) => (
              <link key={each} rel="alternate" hrefLang={LOCALES[each]} href={`${visit.path}?lang=${each}`} />
            ))}
            <meta property="og:type" content="website" />
            <meta property="og:title" content={frame.title} />
            {frame.description && <meta property="og:description" content={frame.description} />}
          </>
        )}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={ASSETS.style} />
        <link rel="stylesheet" href={`/brand/${host.colour.slice(1)}.css`} />
        <script src={ASSETS.script} type="module" async />
      </head>
      <body className={visit.isEmbed ? 'embed' : undefined}>
        <a className="skip" href="#main">
          {t.skip}
        </a>
        {isSensitive && (
          <p className="exit">
            <a href={EXIT} rel="noreferrer nofollow" target={visit.isEmbed ? '_top' : undefined} data-exit="">
              {t.exit}
            </a>
          </p>
        )}
        {!visit.isEmbed && (
          <header className="top">
            <div className="wrap">
              <a className="logo" href={link(visit, host.href)}>
                {host.name}
              </a>
              <nav aria-label={t.menu}>
                <ul>
                  <li>
                    <a href={link(visit, '/')}>{t.actions}</a>
                  </li>
                  <li>
                    <a href={link(visit, '/events')}>{t.events}</a>
                  </li>
                </ul>
              </nav>
            </div>
          </header>
        )}
        {frame.isPractice && <p className="practice">{t.practice}</p>}
        <main id="main" className="wrap" tabIndex={-1}>
          {frame.children}
        </main>
        {!visit.isEmbed && (
          <footer className="foot">
            <div className="wrap">
              <p className="hot">{t.hotline}</p>
              <nav aria-label={t.language}>
                <ul className="langs">
                  {languages.map((each) => (
                    <li key={each}>
                      {each === visit.language ? (
                        <span aria-current="true">{LANGUAGE_NAMES[each]}</span>
                      ) : (
                        <a
                          href={link({ ...visit, language: each }, visit.path)}
                          lang={each}
                          hrefLang={LOCALES[each]}
                        >
                          {LANGUAGE_NAMES[each]}
                        </a>
                      )}
                    </li>
                  ))}
                </ul>
              </nav>
              <p>
                {[host.name, host.postalAddress].filter(Boolean).join(' · ')} ·{' '}
                <a href={link(visit, '/sign-in')}>{t.staff}</a>
              </p>
            </div>
          </footer>
        )}
      </body>
    </html>
  );
}

/** Renders a page in the shell. Escapes everything; `cache` is for pages that are the same for everybody. */
export function page(frame: PageFrame, status = 200, cache?: string): HtmlAnswer {
  const html = `<!doctype html>${renderToStaticMarkup(<Frame {...frame} />)}`;
  return new HtmlAnswer(html, status, cache, frame.isSensitive ? NO_REFERRER : {});
}
