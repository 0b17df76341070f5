import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { type Attendance } from './attendance.entity.js';

/*
 * What time brings. The database's clock decides, so that workers with different clocks agree. Each claim below is one
 * UPDATE that also tests that nothing was claimed yet: of two workers that race, one gets rows and the other none.
 */

/** Something due to one party. */
export interface Due {
  registrationId: string;
  ownerId: string;
}

export type Reminder = 'reminder' | 'today';

/** The day before at 11:00 and the day itself at 8:00, by the clock of the event's zone (EV-5). */
const REMINDERS: Record<Reminder, { column: string; at: string }> = {
  reminder: {
    column: 'reminded_at',
    at: `(date_trunc('day', s.starts_local) - interval '1 day' + interval '11 hours') AT TIME ZONE e.time_zone`,
  },
  today: {
    column: 'reminded_on_day_at',
    at: `(date_trunc('day', s.starts_local) + interval '8 hours') AT TIME ZONE e.time_zone`,
  },
};

/**
 * Places whose reminder is due: the shift is yet to begin and its step has come. Who signed up after the step skips it;
 * and on the day itself nobody is told "tomorrow".
 */
function isDue(which: Reminder): string {
  const { column, at } = REMINDERS[which];
  return `a.shift_id = s.id AND s.event_id = e.id AND e.state = 'published' AND a.state IN ('registered', 'confirmed')
    AND a.${column} IS NULL AND s.starts_at > now() AND ${at} <= now() AND ${at} >= a.created_at
    ${which === 'reminder' ? `AND date_trunc('day', s.starts_local) > now() AT TIME ZONE e.time_zone` : ''}`;
}

/** Parties with a reminder due. Looks only at shifts of the next two days (index on shifts.starts_at). */
export function findReminders(db: EntityManager, which: Reminder, limit: number): Promise<Due[]> {
  return rows(
    db,
    `SELECT DISTINCT a.registration_id AS "registrationId", a.owner_id AS "ownerId" FROM shifts s, events e, attendances a
     WHERE s.starts_at < now() + interval '3 days' AND ${isDue(which)} LIMIT $1`,
    [limit],
  );
}

/** True for the one worker that shall send it: all of the party's due places are marked at once. */
export async function claimReminder(
  db: EntityManager,
  which: Reminder,
  registrationId: string,
): Promise<boolean> {
  const sql = `UPDATE attendances a SET ${REMINDERS[which].column} = now() FROM shifts s, events e
    WHERE a.registration_id = $1 AND ${isDue(which)}`;
  return (await affected(db, sql, [registrationId])) > 0;
}

const HAS_STAKE = `EXISTS (SELECT 1 FROM attendances a JOIN shifts s ON s.id = a.shift_id
  WHERE a.registration_id = r.id AND a.state IN ('registered', 'confirmed', 'waitlisted', 'offered') AND s.ends_at > now())`;

/** Parties that know an older version of their event than there is: it was changed or cancelled. */
export function findNotices(db: EntityManager, limit: number): Promise<Due[]> {
  return rows(
    db,
    `SELECT r.id AS "registrationId", r.owner_id AS "ownerId" FROM registrations r JOIN events e ON e.id = r.event_id
     WHERE r.told_sequence < e.calendar_sequence AND e.updated_at > now() - interval '30 days' AND r.email IS NOT NULL
       AND ${HAS_STAKE} LIMIT $1`,
    [limit],
  );
}

export async function claimNotice(db: EntityManager, registrationId: string): Promise<boolean> {
  const sql = `UPDATE registrations r SET told_sequence = e.calendar_sequence FROM events e
    WHERE r.id = $1 AND e.id = r.event_id AND r.told_sequence < e.calendar_sequence`;
  return (await affected(db, sql, [registrationId])) === 1;
}

/** Parties that were offered a place and have not been told. */
export function findOffers(db: EntityManager, limit: number): Promise<Due[]> {
  return rows(
    db,
    `SELECT DISTINCT registration_id AS "registrationId", owner_id AS "ownerId" FROM attendances
     WHERE state = 'offered' AND offer_mailed_at IS NULL AND offer_expires_at > now() LIMIT $1`,
    [limit],
  );
}

export async function claimOffer(db: EntityManager, registrationId: string): Promise<boolean> {
  const sql = `UPDATE attendances SET offer_mailed_at = now()
    WHERE registration_id = $1 AND state = 'offered' AND offer_mailed_at IS NULL`;
  return (await affected(db, sql, [registrationId])) > 0;
}

/** Offers that nobody claimed in time. Leans on attendances_offered. */
export function findLapsedOffers(db: EntityManager, limit: number): Promise<Attendance[]> {
  return rows(
    db,
    `SELECT id, registration_id AS "registrationId", shift_id AS "shiftId", owner_id AS "ownerId", state, seats
     FROM attendances WHERE state = 'offered' AND offer_expires_at <= now() ORDER BY offer_expires_at LIMIT $1`,
    [limit],
  );
}

/**
 * registered, confirmed -> no-show, two days after the shift. Only where somebody was checked in: an event at which
 * nobody kept the list knows nothing of who stayed away.
 */
export function closeShifts(db: EntityManager): Promise<number> {
  return affected(
    db,
    `UPDATE attendances a SET state = 'no-show', updated_at = now() FROM shifts s
     WHERE s.id = a.shift_id AND s.ends_at BETWEEN now() - interval '30 days' AND now() - interval '48 hours'
       AND a.state IN ('registered', 'confirmed')
       AND EXISTS (SELECT 1 FROM attendances b WHERE b.shift_id = s.id AND b.state = 'attended')`,
  );
}
