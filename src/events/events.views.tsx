import { type ReactElement } from 'react';
import { formatNumber, type Language, localized } from '../layout/i18n.js';
import { link, type Visit } from '../layout/visit.js';
import { type Event, type EventKind, placesLeft, type Shift } from './event.entity.js';
import { formatSpan } from './event-time.access.js';
import { eventsMessages } from './events.messages.js';

export interface FoundEvent {
  event: Event & { startsAt: Date | null; endsAt: Date | null; placesLeft: number | null };
  hostName: string;
}

export interface Finder {
  visit: Visit;
  found: readonly FoundEvent[];
  chapters: readonly { slug: string; name: string }[];
  /** The chapter whose events are shown; all where it is not given. */
  chapter?: { slug: string; name: string };
  /** Of the calendar feed of what is shown. */
  feedPath: string;
}

/** Public events by date, of one chapter or of all. */
export function FinderView({ visit, found, chapters, chapter, feedPath }: Finder): ReactElement {
  const t = eventsMessages[visit.language];
  return (
    <>
      <h1>{chapter ? t.eventsOf(chapter.name) : t.events}</h1>
      <p className="lead">{t.eventsLead}</p>
      {chapters.length > 1 && (
        <form method="get" action="/events" className="filter">
          <input type="hidden" name="lang" value={visit.language} />
          {visit.source && <input type="hidden" name="s" value={visit.source} />}
          <div className="field">
            <label htmlFor="chapter">{t.chapter}</label>
            <select id="chapter" name="chapter" defaultValue={chapter?.slug ?? ''}>
              <option value="">{t.everyChapter}</option>
              {chapters.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <button className="btn second" type="submit">
            {t.show}
          </button>
        </form>
      )}
      {found.length === 0 ? (
        <div className="note">
          <p>{chapter ? t.noEventsOf(chapter.name) : t.noEvents}</p>
          {chapter && (
            <p>
              <a href={link(visit, '/events')}>{t.allEvents}</a>
            </p>
          )}
        </div>
      ) : (
        <ul className="cards">
          {found.map((each) => (
            <EventCard key={each.event.id} visit={visit} {...each} />
          ))}
        </ul>
      )}
      <p>
        <a href={feedPath}>{t.subscribe}</a>
      </p>
    </>
  );
}

function EventCard({ visit, event, hostName }: FoundEvent & { visit: Visit }): ReactElement {
  const { language } = visit;
  const when = event.startsAt && event.endsAt && { startsAt: event.startsAt, endsAt: event.endsAt };
  return (
    <li>
      <span className="tag">{kindName(event.kind, language)}</span>
      <h2>
        <a href={link(visit, `/events/${event.slug}`)}>{localized(event.title, language)}</a>
      </h2>
      {when && (
        <p>
          <time dateTime={when.startsAt.toISOString()}>{formatSpan(when, language, event.timeZone)}</time>
        </p>
      )}
      <p className="soft">{[publicPlace(event, language), hostName].filter(Boolean).join(' · ')}</p>
      <p>{leftWords(event.placesLeft, language)}</p>
    </li>
  );
}

export function kindName(kind: EventKind, language: Language): string {
  const t = eventsMessages[language];
  const names: Record<EventKind, string> = {
    rally: t.kindRally,
    event: t.kindEvent,
    training: t.kindTraining,
    meeting: t.kindMeeting,
    'lobby-day': t.kindLobbyDay,
  };
  return names[kind];
}

/** Where it is, as far as everybody may know. */
export function publicPlace(event: Event, language: Language): string {
  const t = eventsMessages[language];
  if (event.mode === 'virtual') return t.online;
  const where = [
    event.venue,
    event.isAddressPublic ? event.address : '',
    event.mode === 'hybrid' ? t.onlineToo : '',
  ];
  const known = where.filter(Boolean).join(', ');
  return event.isAddressPublic ? known : `${known}. ${t.addressLater}`.replace(/^\. /, '');
}

/** 'full', '3 places left', or nothing where there is no limit. */
export function placesWords(
  shift: Pick<Shift, 'capacity' | 'taken' | 'waiting'>,
  language: Language,
): string {
  // Whoever waits comes first, so a free seat is not for a newcomer.
  return leftWords(shift.waiting > 0 ? 0 : placesLeft(shift), language);
}

function leftWords(left: number | null, language: Language): string {
  const t = eventsMessages[language];
  if (left === null) return '';
  if (left === 0) return t.full;
  return left === 1 ? t.onePlaceLeft : t.placesLeft(formatNumber(left, language));
}
