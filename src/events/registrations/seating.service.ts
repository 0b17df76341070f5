import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { countWaiting, freeSeats, lockShifts, takeSeats } from '../shifts.sql.js';
import { type Attendance, isActive, type Registration } from './attendance.entity.js';
import {
  findAttendance,
  findAttendances,
  findRegistration,
  isCounted,
  moveAttendance,
  placeAttendance,
  resizeAttendance,
} from './registrations.sql.js';
import { Waitlist } from './waitlist.service.js';

/**
 * Where a party sits: the only code that takes and frees seats, so that `taken` and the places agree. The seats of sealed
 * people are in no number, and are never refused: see count_sealing in the migration.
 */
@Injectable()
export class Seating {
  constructor(private readonly waitlist: Waitlist) {}

  /**
   * Gives the party a place in each of the shifts, or a place in its waiting list. A shift in which it has a place
   * already keeps it; one that it had cancelled is asked for anew, behind everybody who waits.
   *
   * @returns how many places are new.
   */
  async seat(tx: EntityManager, party: Registration, shiftIds: readonly string[]): Promise<number> {
    await lockShifts(tx, shiftIds);
    const held = await findAttendances(tx, party.id);
    const asked = shiftIds.filter(
      (id) => !held.some(({ shiftId, state }) => shiftId === id && state !== 'cancelled'),
    );
    const counts = await isCounted(tx, party);
    for (const shiftId of asked) {
      const seats = 1 + party.guests;
      const isSeated = !counts || (await takeSeats(tx, shiftId, seats));
      if (!isSeated) await countWaiting(tx, shiftId, 1);
      await placeAttendance(tx, {
        registrationId: party.id,
        shiftId,
        ownerId: party.ownerId,
        seats,
        state: isSeated ? 'registered' : 'waitlisted',
      });
    }
    return asked.length;
  }

  /** Gives up a place or a wait; what becomes free is offered to the next in line at once. False where it was gone. */
  async release(tx: EntityManager, { id, shiftId, registrationId }: Attendance): Promise<boolean> {
    await lockShifts(tx, [shiftId]);
    // Read again: the line may have moved up until the lock was ours.
    const place = (await findAttendance(tx, id))!;
    const isWaiting = place.state === 'waitlisted';
    const from = isWaiting ? (['waitlisted'] as const) : (['registered', 'confirmed', 'offered'] as const);
    if (!(await moveAttendance(tx, place.id, from, 'cancelled'))) return false;
    if (!(await isCounted(tx, (await findRegistration(tx, registrationId))!))) return true;
    if (isWaiting) await countWaiting(tx, place.shiftId, -1);
    else await freeSeats(tx, place.shiftId, place.seats);
    // Also after somebody who only waited: they may have been too many for the seats that are left.
    await this.waitlist.offer(tx, place.shiftId);
    return true;
  }

  /**
   * Changes how many the party is. Fewer always succeeds and frees seats; more needs seats that are left and wanted by
   * nobody who waits.
   *
   * @returns the shifts that have no room for more; their places stay as they were.
   */
  async resize(tx: EntityManager, party: Registration, guests: number): Promise<string[]> {
    const seats = 1 + guests;
    const shiftIds = (await findAttendances(tx, party.id)).map(({ shiftId }) => shiftId);
    await lockShifts(tx, shiftIds);
    const places = (await findAttendances(tx, party.id)).filter(
      (place) => isActive(place) && place.seats !== seats,
    );
    const counts = await isCounted(tx, party);
    const full: string[] = [];
    for (const place of places) {
      const more = seats - place.seats;
      if (counts && place.state !== 'waitlisted' && more > 0 && !(await takeSeats(tx, place.shiftId, more))) {
        full.push(place.shiftId);
        continue;
      }
      await resizeAttendance(tx, place.id, seats);
      if (!counts || place.state === 'waitlisted' || more > 0) continue;
      await freeSeats(tx, place.shiftId, -more);
      await this.waitlist.offer(tx, place.shiftId);
    }
    return full;
  }
}
