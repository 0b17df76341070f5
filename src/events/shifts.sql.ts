import { type EntityManager } from 'typeorm';
import { type Localized } from '../layout/i18n.js';
import { affected, row, rows } from '../platform/database/sql.js';
import { type Shift } from './event.entity.js';

const SHIFT = `s.id, s.event_id AS "eventId", s.name, to_char(s.starts_local, 'YYYY-MM-DD"T"HH24:MI') AS "startsLocal",
  to_char(s.ends_local, 'YYYY-MM-DD"T"HH24:MI') AS "endsLocal", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.capacity, s.taken, s.waiting, s.position`;

/** Shifts of these events in the order in which they happen. */
export function findShifts(db: EntityManager, ...eventIds: string[]): Promise<Shift[]> {
  return rows(
    db,
    `SELECT ${SHIFT} FROM shifts s WHERE s.event_id = ANY ($1) ORDER BY s.starts_at, s.position, s.id`,
    [eventIds],
  );
}

export function findShift(db: EntityManager, id: string): Promise<Shift | undefined> {
  return row(db, `SELECT ${SHIFT} FROM shifts s WHERE s.id = $1`, [id]);
}

export interface ShiftFields {
  name: Localized;
  startsLocal: string;
  endsLocal: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number | null;
}

export async function insertShift(db: EntityManager, eventId: string, shift: ShiftFields): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO shifts (event_id, name, starts_local, ends_local, starts_at, ends_at, capacity, position)
     VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT coalesce(max(position), 0) + 1 FROM shifts WHERE event_id = $1))
     RETURNING id`,
    [eventId, shift.name, shift.startsLocal, shift.endsLocal, shift.startsAt, shift.endsAt, shift.capacity],
  );
  return made!.id;
}

/** False where the new capacity is less than the seats that are already held. */
export async function updateShift(db: EntityManager, id: string, shift: ShiftFields): Promise<boolean> {
  const sql = `UPDATE shifts SET name = $2, starts_local = $3, ends_local = $4, starts_at = $5, ends_at = $6, capacity = $7
    WHERE id = $1 AND ($7::int IS NULL OR taken <= $7)`;
  const { name, startsLocal, endsLocal, startsAt, endsAt, capacity } = shift;
  return (await affected(db, sql, [id, name, startsLocal, endsLocal, startsAt, endsAt, capacity])) === 1;
}

/** False where somebody holds a seat or waits for one. */
export async function deleteEmptyShift(db: EntityManager, id: string): Promise<boolean> {
  const sql = `DELETE FROM shifts WHERE id = $1 AND taken = 0 AND waiting = 0
    AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.shift_id = $1 AND a.state <> 'cancelled')`;
  return (await affected(db, sql, [id])) === 1;
}

/** Shifts whose sign-ups are weighed one after the other: locked in the order of their ids, so that none wait in a ring. */
export async function lockShifts(db: EntityManager, ids: readonly string[]): Promise<void> {
  await db.query(`SELECT 1 FROM shifts WHERE id = ANY ($1) ORDER BY id FOR UPDATE`, [ids]);
}

/**
 * Takes seats where they are left and nobody waits for them. The one statement is the whole check: PostgreSQL
 * evaluates it again after waiting for another sign-up's row lock, so however many come at once, `taken` stops at
 * the capacity.
 */
export async function takeSeats(db: EntityManager, shiftId: string, seats: number): Promise<boolean> {
  const sql = `UPDATE shifts SET taken = taken + $2
    WHERE id = $1 AND waiting = 0 AND (capacity IS NULL OR taken + $2 <= capacity)`;
  return (await affected(db, sql, [shiftId, seats])) === 1;
}

/** The same for whoever stands first in the waiting list: they go from waiting to a seat. */
export async function takeSeatsFromWaiting(
  db: EntityManager,
  shiftId: string,
  seats: number,
): Promise<boolean> {
  const sql = `UPDATE shifts SET taken = taken + $2, waiting = waiting - 1
    WHERE id = $1 AND (capacity IS NULL OR taken + $2 <= capacity)`;
  return (await affected(db, sql, [shiftId, seats])) === 1;
}

export async function freeSeats(db: EntityManager, shiftId: string, seats: number): Promise<void> {
  await db.query(`UPDATE shifts SET taken = taken - $2 WHERE id = $1`, [shiftId, seats]);
}

/** `by` is +1 for a party that begins to wait, -1 for one that gives up. */
export async function countWaiting(db: EntityManager, shiftId: string, by: 1 | -1): Promise<void> {
  await db.query(`UPDATE shifts SET waiting = waiting + $2 WHERE id = $1`, [shiftId, by]);
}
