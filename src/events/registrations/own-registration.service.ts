import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { localized } from '../../layout/i18n.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { type Event, isOpen, isOver, type Shift } from '../event.entity.js';
import { findEvent } from '../events.sql.js';
import { findShifts, lockShifts } from '../shifts.sql.js';
import { type Attendance, isActive, type Registration } from './attendance.entity.js';
import { RegistrationMail } from './registration-mail.service.js';
import { type RegistrationFacts } from './registrations.emails.js';
import { type PlacesForm } from './registrations.forms.js';
import {
  findAttendances,
  findRegistration,
  moveAttendance,
  openRegistration,
  updateRegistration,
} from './registrations.sql.js';
import { RegistrationPartners } from './registration-partners.service.js';
import { Seating } from './seating.service.js';

export interface OwnRegistrationFacts extends RegistrationFacts {
  shifts: Shift[];
}

/** What a party does by the signed link in its mail, without an account. Whoever holds the link is taken for the party. */
@Injectable()
export class OwnRegistration {
  constructor(
    private readonly database: Database,
    private readonly engagement: Engagement,
    private readonly seating: Seating,
    private readonly partners: RegistrationPartners,
    private readonly mail: RegistrationMail,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for a link that we did not make, or whose registration is gone. So do all below. */
  show(token: string): Promise<OwnRegistrationFacts> {
    return this.opened(token, async (tx, party) => ({
      ...(await this.mail.facts(tx, party)),
      shifts: await findShifts(tx, party.eventId),
    }));
  }

  /** "Yes, I am coming." Confirms every place that is held, and what was ticked; again is no error. */
  confirm(token: string): Promise<void> {
    return this.acting(token, async (tx, party, places) => {
      await this.mustBeAhead(tx, party);
      for (const place of places) await moveAttendance(tx, place.id, ['registered'], 'confirmed');
      await this.partners.confirm(tx, party);
    });
  }

  /** Gives up every place and wait; what becomes free is offered on. The receipt takes it out of the calendar. */
  async cancel(token: string): Promise<void> {
    await this.acting(token, async (tx, party, places) => {
      const event = await this.mustBeAhead(tx, party);
      let released = 0;
      for (const place of places.filter(isActive)) {
        if (await this.seating.release(tx, place)) released += 1;
      }
      if (released === 0) return;
      await this.partners.takeBack(tx, party);
      await this.engagement.record(tx, {
        ownerId: party.ownerId,
        personId: party.personId,
        did: 'cancelled',
        what: { kind: 'event', id: event.id, title: localized(event.title, 'en') },
        isPractice: party.isPractice,
      });
      await this.mail.send(tx, party, 'withdrawn');
    });
    await this.mail.wake();
  }

  /** Takes the places that are offered. False where the time for it has passed. */
  async claim(token: string): Promise<boolean> {
    const claimed = await this.acting(token, async (tx, party, places) => {
      await this.mustBeAhead(tx, party);
      await this.partners.confirm(tx, party);
      const now = this.clock.now();
      const open = places.filter(({ state, offerExpiresAt }) => state === 'offered' && offerExpiresAt! > now);
      let taken = 0;
      for (const place of open) if (await moveAttendance(tx, place.id, ['offered'], 'registered')) taken += 1;
      // A second click on the button finds the place taken by the first, and that is what was wanted.
      if (taken === 0) return places.some(({ state }) => state === 'registered' || state === 'confirmed');
      await this.mail.send(tx, party, 'changed');
      return true;
    });
    await this.mail.wake();
    return claimed;
  }

  /**
   * Sets the shifts, guests and needs to what is asked now: what is not chosen is given up, what is new is seated or
   * put on the waiting list. Guests for whom there is no room stay out and nothing else is lost.
   *
   * @returns false where the guests did not fit.
   * @throws Invalid (`shift_ids`) for a shift that has begun or is another event's
   */
  async change(token: string, form: PlacesForm): Promise<boolean> {
    const isWhole = await this.acting(token, async (tx, party, places) => {
      const event = await this.mustBeAhead(tx, party);
      await this.checkChosen(tx, event, places, form.shift_ids);
      for (const place of places.filter(isActive)) {
        if (!form.shift_ids.includes(place.shiftId)) await this.seating.release(tx, place);
      }
      const full = form.guests === party.guests ? [] : await this.seating.resize(tx, party, form.guests);
      const guests = full.length > 0 ? party.guests : form.guests;
      await updateRegistration(tx, party.id, { guests, accessNeeds: form.access_needs });
      const changed = { ...party, guests, accessNeeds: form.access_needs };
      await this.seating.seat(tx, changed, form.shift_ids);
      await this.mail.send(tx, changed, 'changed');
      return full.length === 0;
    });
    await this.mail.wake();
    return isWhole;
  }

  private async checkChosen(
    tx: EntityManager,
    event: Event,
    places: readonly Attendance[],
    chosen: readonly string[],
  ): Promise<void> {
    const shifts = await findShifts(tx, event.id);
    const now = this.clock.now();
    const isHeld = (id: string): boolean => places.some((each) => each.shiftId === id && isActive(each));
    const mayChoose = (id: string): boolean => {
      const shift = shifts.find((each) => each.id === id);
      return shift !== undefined && (isHeld(id) || isOpen(event, shift, now));
    };
    if (!chosen.every(mayChoose))
      throw new Invalid([{ param: 'shift_ids', message: 'Choose times that are yet to begin.' }]);
  }

  /** The page shows what became of an event; acts on one that is over or cancelled come from a page kept open. */
  private async mustBeAhead(tx: EntityManager, party: Registration): Promise<Event> {
    const event = (await findEvent(tx, party.eventId))!;
    const shifts = await findShifts(tx, event.id);
    if (event.state !== 'published' || isOver(shifts, this.clock.now())) throw new NotFound();
    return event;
  }

  /** Locks the event's shifts first, in the one order in which everybody does: nobody waits in a ring. */
  private acting<T>(
    token: string,
    work: (tx: EntityManager, party: Registration, places: Attendance[]) => Promise<T>,
  ): Promise<T> {
    return this.opened(token, async (tx, party) => {
      const shifts = await findShifts(tx, party.eventId);
      await lockShifts(
        tx,
        shifts.map(({ id }) => id),
      );
      return work(tx, party, await findAttendances(tx, party.id));
    });
  }

  private async opened<T>(
    token: string,
    work: (tx: EntityManager, party: Registration) => Promise<T>,
  ): Promise<T> {
    const id = this.mail.readOwnLink(token);
    const ownerId = id && (await this.database.as(Scope.nothing, (tx) => openRegistration(tx, id)));
    if (!id || !ownerId) throw new NotFound();
    return this.database.as(Scope.organizations(ownerId), async (tx) => {
      await openRegistration(tx, id);
      const party = await findRegistration(tx, id);
      if (!party) throw new NotFound();
      return work(tx, party);
    });
  }
}
