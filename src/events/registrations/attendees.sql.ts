import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type AttendanceState } from './attendance.entity.js';

/** A party in one shift as the attendee list shows it. */
export interface Attendee {
  id: string;
  registrationId: string;
  personId: string | null;
  shiftId: string;
  ownerId: string;
  eventId: string;
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  state: AttendanceState;
  seats: number;
  accessNeeds: string;
  isWalkIn: boolean;
  /** In the line, 1 for the next; null for whoever does not wait. */
  waitingPosition: number | null;
  offerExpiresAt: Date | null;
  checkedInAt: Date | null;
  registeredAt: Date;
  source: string | null;
}

const ATTENDEE = `
  SELECT a.id, a.registration_id AS "registrationId", r.person_id AS "personId", a.shift_id AS "shiftId",
    a.owner_id AS "ownerId", r.event_id AS "eventId", r.given_name AS "givenName", r.family_name AS "familyName",
    r.email, r.phone, a.state, a.seats, r.access_needs AS "accessNeeds", r.is_walk_in AS "isWalkIn",
    CASE WHEN a.state = 'waitlisted' THEN (SELECT count(*)::int FROM attendances b
      WHERE b.shift_id = a.shift_id AND b.state = 'waitlisted' AND (b.waitlisted_at, b.id) <= (a.waitlisted_at, a.id))
    END AS "waitingPosition",
    a.offer_expires_at AS "offerExpiresAt", a.checked_in_at AS "checkedInAt", a.created_at AS "registeredAt",
    r.source_code AS source
  FROM attendances a JOIN registrations r ON r.id = a.registration_id`;

export interface AttendeeFilter {
  eventId: string;
  shiftId: string | null;
  states: readonly AttendanceState[] | null;
  /** Part of a name, an address or a telephone. */
  search: string;
  after: readonly [family: string, given: string, id: string] | null;
}

const ORDER = `plain(r.family_name), plain(r.given_name), a.id`;

/** A page of an event's attendees by name. An event's few thousand rows are sorted each time. */
export function findAttendees(db: EntityManager, filter: AttendeeFilter, limit: number): Promise<Attendee[]> {
  return rows(
    db,
    `${ATTENDEE}
     WHERE r.event_id = $1 AND ($2::uuid IS NULL OR a.shift_id = $2) AND ($3::text[] IS NULL OR a.state = ANY ($3))
       AND ($4 = '' OR plain(r.given_name || ' ' || r.family_name || ' ' || coalesce(r.email, '')) LIKE '%' || plain($4) || '%'
         OR ($5 <> '' AND regexp_replace(coalesce(r.phone, ''), '\\D', '', 'g') LIKE '%' || $5 || '%'))
       AND ($6::text IS NULL OR (${ORDER}) > ($6, $7, $8::uuid))
     ORDER BY ${ORDER} LIMIT $9`,
    [
      filter.eventId,
      filter.shiftId,
      filter.states,
      filter.search.replace(/[\\%_]/g, '\\$&'),
      filter.search.replace(/\D/g, '').length >= 4 ? filter.search.replace(/\D/g, '') : '',
      ...(filter.after ?? [null, null, null]),
      limit,
    ],
  );
}

/** The sort key of a row, as the database compares it. */
export async function attendeeKey(
  db: EntityManager,
  { familyName, givenName, id }: Attendee,
): Promise<[string, string, string]> {
  const key = await row<{ family: string; given: string }>(
    db,
    `SELECT plain($1) AS family, plain($2) AS given`,
    [familyName, givenName],
  );
  return [key!.family, key!.given, id];
}

export function findAttendee(db: EntityManager, id: string): Promise<Attendee | undefined> {
  return row(db, `${ATTENDEE} WHERE a.id = $1`, [id]);
}

/** registered, confirmed, no-show -> attended. False where it stands elsewhere. */
export async function checkIn(db: EntityManager, id: string, accountId: string, at: Date): Promise<boolean> {
  const sql = `UPDATE attendances SET state_before = state, state = 'attended', checked_in_at = $3, checked_in_by = $2,
      updated_at = now() WHERE id = $1 AND state IN ('registered', 'confirmed', 'no-show')`;
  return (await affected(db, sql, [id, accountId, at])) === 1;
}

/** attended -> what it was before. False where nobody was checked in. */
export async function undoCheckIn(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE attendances SET state = coalesce(state_before, 'registered'), state_before = NULL,
      checked_in_at = NULL, checked_in_by = NULL, updated_at = now() WHERE id = $1 AND state = 'attended'`;
  return (await affected(db, sql, [id])) === 1;
}

/** A walk-in stands in the room already: counted as attended, and held against no capacity. */
export async function insertWalkIn(
  db: EntityManager,
  it: {
    registrationId: string;
    shiftId: string;
    ownerId: string;
    seats: number;
    accountId: string;
    at: Date;
  },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO attendances (registration_id, shift_id, owner_id, state, seats, checked_in_at, checked_in_by)
     VALUES ($1, $2, $3, 'attended', $4, $5, $6) RETURNING id`,
    [it.registrationId, it.shiftId, it.ownerId, it.seats, it.at, it.accountId],
  );
  return made!.id;
}

/** A walk-in that was entered by mistake. True where it was one, and is gone. */
export async function deleteWalkIn(db: EntityManager, attendanceId: string): Promise<boolean> {
  const sql = `DELETE FROM registrations r USING attendances a
    WHERE a.registration_id = r.id AND a.id = $1 AND r.is_walk_in`;
  return (await affected(db, sql, [attendanceId])) === 1;
}

export interface Totals {
  expected: number;
  confirmed: number;
  attended: number;
  walk_ins: number;
  waiting: number;
  cancelled: number;
  no_shows: number;
}

/** People (parties with their guests), by what became of them. Cancelled ones are parties. */
export async function findTotals(db: EntityManager, eventId: string): Promise<Totals> {
  const found = await row<Totals>(
    db,
    `SELECT coalesce(sum(a.seats) FILTER (WHERE a.state IN ('registered', 'confirmed')), 0)::int AS expected,
       coalesce(sum(a.seats) FILTER (WHERE a.state = 'confirmed'), 0)::int AS confirmed,
       coalesce(sum(a.seats) FILTER (WHERE a.state = 'attended'), 0)::int AS attended,
       coalesce(sum(a.seats) FILTER (WHERE r.is_walk_in), 0)::int AS walk_ins,
       coalesce(sum(a.seats) FILTER (WHERE a.state IN ('waitlisted', 'offered')), 0)::int AS waiting,
       count(*) FILTER (WHERE a.state = 'cancelled')::int AS cancelled,
       coalesce(sum(a.seats) FILTER (WHERE a.state = 'no-show'), 0)::int AS no_shows
     FROM attendances a JOIN registrations r ON r.id = a.registration_id WHERE r.event_id = $1`,
    [eventId],
  );
  return found!;
}
