import { type ReactElement } from 'react';
import { localized } from '../../layout/i18n.js';
import { link, type Visit } from '../../layout/visit.js';
import { type Event, type Shift } from '../event.entity.js';
import { formatSpan } from '../event-time.access.js';
import { eventsMessages } from '../events.messages.js';

export interface ThanksPage {
  visit: Visit;
  event: Event;
  shifts: readonly { shift: Shift; hadRoom: boolean }[];
  eventUrl: string;
}

/** After the form. It says the same to everybody: what is true of this one person goes by email. */
export function ThanksView({ visit, event, shifts, eventUrl }: ThanksPage): ReactElement {
  const t = eventsMessages[visit.language];
  return (
    <div className="narrow">
      <div className="ok">
        <h1>{t.thanks}</h1>
        <p>{t.thanksMail}</p>
      </div>
      <h2>{localized(event.title, visit.language)}</h2>
      <ul>
        {shifts.map(({ shift, hadRoom }) => (
          <li key={shift.id}>
            {formatSpan(shift, visit.language, event.timeZone)}
            <br />
            <strong>{hadRoom ? t.thanksRoom : t.thanksFull}</strong>
          </li>
        ))}
      </ul>
      <h2>{t.share}</h2>
      <p data-step={link(visit, `/actions/event/${event.slug}/shared`)}>
        <a href={eventUrl}>{eventUrl}</a>{' '}
        <button className="btn second" type="button" hidden data-copy={eventUrl} data-done={t.copied}>
          {t.copy}
        </button>
      </p>
      <p>
        <a href={link(visit, '/events')}>{t.allEvents}</a>
      </p>
    </div>
  );
}
