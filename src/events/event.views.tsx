import { type ReactElement } from 'react';
import { Choices, ErrorSummary, Field, type FormState, Tick, Trap } from '../layout/form.views.js';
import { localized } from '../layout/i18n.js';
import { type NamedPartner, PartnerBoxes, PartnerNames } from '../layout/partner-boxes.views.js';
import { Paragraphs } from '../layout/paragraphs.js';
import { link, type Visit } from '../layout/visit.js';
import { type Event, isOpen, isOver, type Shift } from './event.entity.js';
import { formatSpan } from './event-time.access.js';
import { eventsMessages } from './events.messages.js';
import { kindName, placesWords, publicPlace } from './events.views.js';

export interface EventPage {
  visit: Visit;
  event: Event;
  shifts: readonly Shift[];
  host: { name: string; href: string };
  partners: readonly NamedPartner[];
  form: FormState & { stamp: string; submissionKey: string; chosen: readonly string[] };
  mostGuests: number;
  now: Date;
}

/** An event with its sign-up form, or with what became of it. */
export function EventView(page: EventPage): ReactElement {
  const { visit, event, shifts, host, now } = page;
  const t = eventsMessages[visit.language];
  const canSignUp = shifts.some((shift) => isOpen(event, shift, now));
  return (
    <>
      <ErrorSummary state={page.form} />
      <p>
        <span className="tag">{kindName(event.kind, visit.language)}</span>
      </p>
      <h1>{localized(event.title, visit.language)}</h1>
      <p className="lead">{localized(event.summary, visit.language)}</p>
      {event.state === 'cancelled' && <Ended {...page} title={t.cancelledTitle} text={t.cancelledText} />}
      {event.state === 'published' && isOver(shifts, now) && (
        <Ended {...page} title={t.pastTitle} text={t.pastText} />
      )}
      <div className="cols">
        <Facts {...page} />
        {canSignUp && (
          <section className="card" id="sign-up" aria-labelledby="sign-up-title">
            <h2 id="sign-up-title">{t.signUp}</h2>
            <SignUpView {...page} />
          </section>
        )}
        <div className="rest">
          <Paragraphs text={localized(event.description, visit.language)} />
          <PartnerNames partners={page.partners} language={visit.language} />
          <p>
            <a href={link(visit, host.href)}>{t.nextOf(host.name)}</a>
          </p>
        </div>
      </div>
    </>
  );
}

function Ended({
  visit,
  host,
  event,
  title,
  text,
}: EventPage & { title: string; text: string }): ReactElement {
  const t = eventsMessages[visit.language];
  return (
    <div className="note">
      <h2>{title}</h2>
      <p>{event.state === 'cancelled' && event.notice ? event.notice : text}</p>
      <p>
        <a className="btn" href={link(visit, '/events')}>
          {t.nextOf(host.name)}
        </a>
      </p>
    </div>
  );
}

function Facts({ visit, event, shifts, host, now }: EventPage): ReactElement {
  const { language } = visit;
  const t = eventsMessages[language];
  return (
    <dl className="facts">
      <dt>{t.when}</dt>
      <dd>
        <ul className="plain">
          {shifts.map((shift) => (
            <li key={shift.id}>
              {localized(shift.name, language) && <strong>{localized(shift.name, language)}: </strong>}
              <time dateTime={shift.startsAt.toISOString()}>
                {formatSpan(shift, language, event.timeZone)}
              </time>
              {event.state === 'published' && shift.endsAt <= now && ` (${t.over})`}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t.where}</dt>
      <dd>{publicPlace(event, language)}</dd>
      {event.directions && event.isAddressPublic && (
        <>
          <dt>{t.directions}</dt>
          <dd>{event.directions}</dd>
        </>
      )}
      {event.accessibility && (
        <>
          <dt>{t.accessibility}</dt>
          <dd>{event.accessibility}</dd>
        </>
      )}
      <dt>{t.organizer}</dt>
      <dd>
        <a href={link(visit, host.href)}>{host.name}</a>
      </dd>
      {event.contactEmail && (
        <>
          <dt>{t.contact}</dt>
          <dd>
            <a href={`mailto:${event.contactEmail}`}>{event.contactEmail}</a>
          </dd>
        </>
      )}
    </dl>
  );
}

function SignUpView({
  visit,
  event,
  shifts,
  host,
  partners,
  form,
  mostGuests,
  now,
}: EventPage): ReactElement {
  const t = eventsMessages[visit.language];
  const open = shifts.filter((shift) => isOpen(event, shift, now));
  const isFull = open.every((shift) => placesWords(shift, visit.language) === t.full);
  const [only] = open;
  return (
    <form
      method="post"
      action={link(visit, `/events/${event.slug}/registrations`)}
      data-step={link(visit, `/actions/event/${event.slug}/started`)}
      noValidate
    >
      <input type="hidden" name="submission_key" value={form.submissionKey} />
      {visit.source && <input type="hidden" name="s" value={visit.source} />}
      <Trap stamp={form.stamp} />
      {open.length === 1 ? (
        <>
          <input type="hidden" name="shift_ids" value={only!.id} />
          <p id="shift_ids">{placesWords(only!, visit.language)}</p>
        </>
      ) : (
        <Choices
          state={form}
          name="shift_ids"
          legend={t.shiftsLegend}
          hint={t.shiftsHint}
          isMany
          chosen={form.chosen}
          options={open.map((shift) => ({ value: shift.id, label: shiftLabel(shift, event, visit) }))}
        />
      )}
      <div className="two">
        <Field state={form} name="given_name" label={t.givenName} autoComplete="given-name" />
        <Field state={form} name="family_name" label={t.familyName} autoComplete="family-name" />
      </div>
      <Field state={form} name="email" label={t.email} hint={t.emailHint} type="email" autoComplete="email" />
      <div className="two">
        <Field
          state={form}
          name="zip"
          label={t.zip}
          isOptional
          inputMode="numeric"
          autoComplete="postal-code"
        />
        <Field
          state={form}
          name="guests"
          label={t.guests}
          type="number"
          min={0}
          max={mostGuests}
          defaultValue="0"
        />
      </div>
      <Field
        state={form}
        name="phone"
        label={t.phone}
        hint={t.phoneHint}
        isOptional
        type="tel"
        autoComplete="tel"
      />
      <Field
        state={form}
        name="access_needs"
        label={t.accessNeeds}
        hint={t.accessNeedsHint}
        isOptional
        rows={2}
        maxLength={1000}
      />
      <Tick state={form} name="wants_email" label={t.wantsEmail(host.name)} />
      <PartnerBoxes state={form} partners={partners} host={host.name} />
      <button className="btn wide" type="submit">
        {isFull ? t.submitWait : t.submit}
      </button>
      <p className="hint">{t.privacy(host.name)}</p>
    </form>
  );
}

/** A shift as a choice: its name and time and, for whoever holds none there, how many places are left. */
export function shiftLabel(shift: Shift, event: Event, visit: Visit, isHeld = false): ReactElement {
  const name = localized(shift.name, visit.language);
  return (
    <>
      {name && <strong>{name}: </strong>}
      {formatSpan(shift, visit.language, event.timeZone)}{' '}
      {!isHeld && <span className="soft">{placesWords(shift, visit.language)}</span>}
    </>
  );
}
