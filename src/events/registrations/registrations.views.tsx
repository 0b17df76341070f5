import { type ReactElement } from 'react';
import { Choices, ErrorSummary, Field, type FormState } from '../../layout/form.views.js';
import { localized } from '../../layout/i18n.js';
import { link, type Visit } from '../../layout/visit.js';
import { type Event, isOpen, isOver, type Shift } from '../event.entity.js';
import { formatSpan } from '../event-time.access.js';
import { shiftLabel } from '../event.views.js';
import { eventsMessages } from '../events.messages.js';
import { isActive, isComing, type Registration } from './attendance.entity.js';
import { type Place, stateOf } from './registrations.emails.js';
import { registrationMessages } from './registrations.messages.js';

/** What has just happened, said at the top: the `done` of the address after a button was pressed. */
export const DEEDS = ['confirmed', 'cancelled', 'changed', 'no-room', 'claimed', 'too-late'] as const;
export type DoneDeed = (typeof DEEDS)[number];

export interface OwnPage {
  visit: Visit;
  /** Of the page itself, with its token. */
  path: string;
  event: Event;
  registration: Registration;
  places: readonly Place[];
  shifts: readonly Shift[];
  form: FormState & { chosen: readonly string[] };
  mostGuests: number;
  done: DoneDeed | null;
  now: Date;
}

/** The party's own page, behind the signed link. It shows; each button posts. */
export function OwnView(page: OwnPage): ReactElement {
  const { visit, event, places, shifts, now } = page;
  const t = registrationMessages[visit.language];
  const isAhead = event.state === 'published' && !isOver(shifts, now);
  return (
    <div className="narrow">
      <ErrorSummary state={page.form} />
      <Done {...page} />
      <h1>{t.pageTitle}</h1>
      <h2>
        <a href={link(visit, `/events/${event.slug}`)}>{localized(event.title, visit.language)}</a>
      </h2>
      {!isAhead && (
        <div className="note">
          <p>{event.state === 'cancelled' ? t.eventCancelled : t.eventOver}</p>
          <p>
            <a className="btn" href={link(visit, '/events')}>
              {t.nextEvents}
            </a>
          </p>
        </div>
      )}
      <Places {...page} />
      {isAhead && places.some(isActive) && (
        <>
          <Ticked {...page} />
          <Buttons {...page} />
        </>
      )}
      {isAhead && <ChangeView {...page} />}
    </div>
  );
}

function Done({ visit, done }: OwnPage): ReactElement | null {
  if (!done) return null;
  const t = registrationMessages[visit.language];
  const texts: Record<DoneDeed, string> = {
    confirmed: t.confirmed,
    cancelled: t.cancelled,
    changed: t.changed,
    'no-room': `${t.changed} ${t.noRoom}`,
    claimed: t.claimed,
    'too-late': t.claimTooLate,
  };
  const isGood = done !== 'too-late' && done !== 'no-room';
  return (
    <div className={isGood ? 'ok' : 'note'} role="status">
      <p>{texts[done]}</p>
    </div>
  );
}

function Places({ visit, event, places, path }: OwnPage): ReactElement {
  const { language } = visit;
  const t = registrationMessages[language];
  const isTold = places.some(isComing);
  const where = [event.venue, isTold || event.isAddressPublic ? event.address : '', event.directions];
  return (
    <>
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            {localized(place.shift.name, language) && (
              <strong>{localized(place.shift.name, language)}: </strong>
            )}
            {formatSpan(place.shift, language, event.timeZone)}
            <br />
            {t.party(place.seats)}: <strong>{stateOf(place, language, event.timeZone)}</strong>
          </li>
        ))}
      </ul>
      {isTold && (
        <>
          <h3>{t.whereHeading}</h3>
          <p className="lines">
            {[event.mode === 'virtual' ? t.online : '', ...where].filter(Boolean).join('\n')}
          </p>
          {event.privateDetails && (
            <>
              <h3>{t.detailsHeading}</h3>
              <p className="lines">{event.privateDetails}</p>
            </>
          )}
          <p>
            <a href={`${path}/calendar.ics`}>{t.calendarFile}</a>
          </p>
        </>
      )}
    </>
  );
}

/** What waits for the party's own word. It stands above the button that gives it. */
function Ticked({ visit, registration: { partnerWords, areWordsPending } }: OwnPage): ReactElement | null {
  if (!areWordsPending) return null;
  const t = registrationMessages[visit.language];
  return (
    <div className="note">
      <p>{t.ticked}</p>
      <ul>
        {partnerWords.map(({ organizationId, text }) => (
          <li key={organizationId}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function Buttons({ visit, path, places, now, registration }: OwnPage): ReactElement {
  const t = registrationMessages[visit.language];
  const isOffered = places.some(
    ({ state, offerExpiresAt }) => state === 'offered' && offerExpiresAt !== null && offerExpiresAt > now,
  );
  const isUnconfirmed = places.some(({ state }) => state === 'registered');
  return (
    <>
      <div className="actions">
        {isOffered && <Act path={link(visit, `${path}/claim`)} label={t.claim} />}
        {isUnconfirmed && <Act path={link(visit, `${path}/confirmation`)} label={t.confirm} />}
        {!isUnconfirmed && registration.areWordsPending && (
          <Act path={link(visit, `${path}/confirmation`)} label={t.confirmTicked} />
        )}
        <Act path={link(visit, `${path}/cancellation`)} label={t.cancel} isSecond />
      </div>
      <p className="hint">{t.cancelHow}</p>
    </>
  );
}

function Act({ path, label, isSecond }: { path: string; label: string; isSecond?: boolean }): ReactElement {
  return (
    <form method="post" action={path}>
      <button type="submit" className={isSecond ? 'btn second' : 'btn'}>
        {label}
      </button>
    </form>
  );
}

function ChangeView({
  visit,
  path,
  event,
  places,
  shifts,
  form,
  mostGuests,
  now,
  registration,
}: OwnPage): ReactElement {
  const t = registrationMessages[visit.language];
  const u = eventsMessages[visit.language];
  const isHeld = (shift: Shift): boolean =>
    places.some((each) => each.shiftId === shift.id && isActive(each));
  const choosable = shifts.filter((shift) => isOpen(event, shift, now) || isHeld(shift));
  if (choosable.length === 0) return <></>;
  return (
    <section className="card">
      <h2>{places.some(isActive) ? t.change : t.signUpAgain}</h2>
      <form method="post" action={link(visit, `${path}/changes`)} noValidate>
        <Choices
          state={form}
          name="shift_ids"
          legend={t.shiftsLegend}
          isMany
          chosen={form.chosen}
          options={choosable.map((shift) => ({
            value: shift.id,
            label: shiftLabel(shift, event, visit, isHeld(shift)),
          }))}
        />
        <Field
          state={form}
          name="guests"
          label={u.guests}
          type="number"
          min={0}
          max={mostGuests}
          defaultValue={String(registration.guests)}
        />
        <Field
          state={form}
          name="access_needs"
          label={u.accessNeeds}
          isOptional
          rows={2}
          maxLength={1000}
          defaultValue={registration.accessNeeds}
        />
        <button className="btn" type="submit">
          {places.some(isActive) ? t.changeSave : t.signUpAgain}
        </button>
      </form>
    </section>
  );
}
