import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { lockShifts, takeSeatsFromWaiting } from '../shifts.sql.js';
import { nextWaiting, offerAttendance } from './registrations.sql.js';

/** Seats that become free go to whoever has waited longest, in the transaction that frees them. */
@Injectable()
export class Waitlist {
  /**
   * Offers what seats there are to those who wait, in their order. A party that is too large for what is left holds
   * up those behind it: first come, first served, and nobody is passed over for coming with a child. The mails go out
   * by a job, which finds the offers by their state.
   *
   * @returns how many parties were offered a place.
   */
  async offer(tx: EntityManager, shiftId: string): Promise<number> {
    await lockShifts(tx, [shiftId]);
    for (let offers = 0; ; offers++) {
      const next = await nextWaiting(tx, shiftId);
      if (!next || !(await takeSeatsFromWaiting(tx, shiftId, next.seats))) return offers;
      await offerAttendance(tx, next.id);
    }
  }
}
