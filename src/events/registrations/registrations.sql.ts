import { type EntityManager } from 'typeorm';
import { type PartnerWord } from '../../layout/partner-boxes.views.js';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Attendance, type AttendanceState, type Registration } from './attendance.entity.js';

const REGISTRATION = `r.id, r.event_id AS "eventId", r.owner_id AS "ownerId", r.person_id AS "personId",
  r.given_name AS "givenName", r.family_name AS "familyName", r.email, r.phone, r.zip, r.guests,
  r.access_needs AS "accessNeeds", r.language, r.is_walk_in AS "isWalkIn", r.is_practice AS "isPractice",
  r.partner_words AS "partnerWords", r.partner_words <> '[]' AND r.partner_words_confirmed_at IS NULL AS "areWordsPending"`;

const ATTENDANCE = `a.id, a.registration_id AS "registrationId", a.shift_id AS "shiftId", a.owner_id AS "ownerId", a.state,
  a.seats, a.offer_expires_at AS "offerExpiresAt", a.checked_in_at AS "checkedInAt", a.cancelled_at AS "cancelledAt",
  a.calendar_sequence AS "calendarSequence"`;

/**
 * The owner of a registration whose signed link somebody holds, or null. From here to the end of the transaction the
 * person behind it is visible to it (open_registration in migrations/…-events.ts says why).
 */
export async function openRegistration(db: EntityManager, id: string): Promise<string | null> {
  const opened = await row<{ ownerId: string | null }>(db, `SELECT open_registration($1) AS "ownerId"`, [id]);
  return opened!.ownerId;
}

export function findRegistration(db: EntityManager, id: string): Promise<Registration | undefined> {
  return row(db, `SELECT ${REGISTRATION} FROM registrations r WHERE r.id = $1`, [id]);
}

/** One address, one registration an event: sign-ups of the same address wait for each other until the commit. */
export async function lockAddress(db: EntityManager, eventId: string, canonicalEmail: string): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 4009))`, [
    `${eventId} ${canonicalEmail}`,
  ]);
}

export function findRegistrationByEmail(
  db: EntityManager,
  eventId: string,
  canonicalEmail: string,
): Promise<(Registration & { submissionKey: string | null }) | undefined> {
  return row(
    db,
    `SELECT ${REGISTRATION}, r.submission_key AS "submissionKey" FROM registrations r
     WHERE r.event_id = $1 AND r.canonical_email = $2 AND NOT r.is_walk_in ORDER BY r.id LIMIT 1`,
    [eventId, canonicalEmail],
  );
}

export interface NewRegistration {
  eventId: string;
  ownerId: string;
  personId: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
  canonicalEmail: string | null;
  phone: string | null;
  zip: string;
  guests: number;
  accessNeeds: string;
  language: string;
  source: string | null;
  submissionKey: string | null;
  isWalkIn: boolean;
  isPractice: boolean;
  /** The event's calendar sequence, of which the receipt tells. */
  toldSequence: number;
}

/** The new registration's id; null where this very form has been sent before. */
export async function insertRegistration(db: EntityManager, it: NewRegistration): Promise<string | null> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO registrations (event_id, owner_id, person_id, given_name, family_name, email, canonical_email, phone,
       zip, guests, access_needs, language, source_code, submission_key, is_walk_in, is_practice, told_sequence)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT (submission_key) DO NOTHING RETURNING id`,
    [
      it.eventId,
      it.ownerId,
      it.personId,
      it.givenName,
      it.familyName,
      it.email,
      it.canonicalEmail,
      it.phone,
      it.zip,
      it.guests,
      it.accessNeeds,
      it.language,
      it.source,
      it.submissionKey,
      it.isWalkIn,
      it.isPractice,
      it.toldSequence,
    ],
  );
  return made?.id ?? null;
}

export async function updateRegistration(
  db: EntityManager,
  id: string,
  it: { guests: number; accessNeeds: string; submissionKey?: string },
): Promise<void> {
  await db.query(
    `UPDATE registrations SET guests = $2, access_needs = $3, submission_key = coalesce($4, submission_key),
       updated_at = now() WHERE id = $1`,
    [id, it.guests, it.accessNeeds, it.submissionKey ?? null],
  );
}

/** What was ticked waits for the mailbox's word from here, also where some of it had been confirmed before. */
export async function askPartnerWords(
  db: EntityManager,
  id: string,
  words: readonly PartnerWord[],
): Promise<void> {
  await db.query(
    `UPDATE registrations SET partner_words = $2, partner_words_confirmed_at = NULL, updated_at = now() WHERE id = $1`,
    [id, JSON.stringify(words)],
  );
}

/** False where nothing waits: of many clicks at once, one confirms. */
export async function confirmPartnerWords(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE registrations SET partner_words_confirmed_at = now(), updated_at = now()
    WHERE id = $1 AND partner_words <> '[]' AND partner_words_confirmed_at IS NULL`;
  return (await affected(db, sql, [id])) === 1;
}

export async function clearPartnerWords(db: EntityManager, id: string): Promise<void> {
  await db.query(
    `UPDATE registrations SET partner_words = '[]', partner_words_confirmed_at = NULL, updated_at = now() WHERE id = $1`,
    [id],
  );
}

/** The party has been mailed how the event stands at this calendar sequence. */
export async function markTold(db: EntityManager, id: string, sequence: number): Promise<void> {
  await db.query(`UPDATE registrations SET told_sequence = greatest(told_sequence, $2) WHERE id = $1`, [
    id,
    sequence,
  ]);
}

/** Whether the seats of this party are in the numbers of a shift: those of somebody sealed would tell that they come. */
export async function isCounted(
  db: EntityManager,
  { personId }: Pick<Registration, 'personId'>,
): Promise<boolean> {
  const found = await row<{ isSealed: boolean }>(db, 'SELECT is_sealed($1) AS "isSealed"', [personId]);
  return !found!.isSealed;
}

export function findAttendances(db: EntityManager, registrationId: string): Promise<Attendance[]> {
  return rows(
    db,
    `SELECT ${ATTENDANCE} FROM attendances a JOIN shifts s ON s.id = a.shift_id
     WHERE a.registration_id = $1 ORDER BY s.starts_at, s.position, s.id`,
    [registrationId],
  );
}

export function findAttendance(db: EntityManager, id: string): Promise<Attendance | undefined> {
  return row(db, `SELECT ${ATTENDANCE} FROM attendances a WHERE a.id = $1`, [id]);
}

/**
 * A place in a shift, new or asked for again after it was cancelled. Whoever comes back waits behind everybody:
 * waitlisted_at is now. The unique key (registration, shift) makes it one place, however often the form is sent.
 */
export async function placeAttendance(
  db: EntityManager,
  it: Pick<Attendance, 'registrationId' | 'shiftId' | 'ownerId' | 'seats'> & {
    state: 'registered' | 'waitlisted';
  },
): Promise<void> {
  await db.query(
    `INSERT INTO attendances (registration_id, shift_id, owner_id, state, seats, waitlisted_at)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $4 = 'waitlisted' THEN clock_timestamp() END)
     ON CONFLICT (registration_id, shift_id) DO UPDATE SET state = excluded.state, seats = excluded.seats,
       waitlisted_at = excluded.waitlisted_at, offer_expires_at = NULL, offer_mailed_at = NULL, cancelled_at = NULL,
       created_at = now(), updated_at = now(), reminded_at = NULL, reminded_on_day_at = NULL,
       calendar_sequence = attendances.calendar_sequence + 1
     WHERE attendances.state = 'cancelled'`,
    [it.registrationId, it.shiftId, it.ownerId, it.state, it.seats],
  );
}

/** Moves one place on, if it still stands in one of these states; false where it does not. */
export async function moveAttendance(
  db: EntityManager,
  id: string,
  from: readonly AttendanceState[],
  to: 'registered' | 'confirmed' | 'cancelled',
): Promise<boolean> {
  const sql = `UPDATE attendances SET state = $3, updated_at = now(), calendar_sequence = calendar_sequence + 1,
      cancelled_at = CASE WHEN $3 = 'cancelled' THEN now() END
    WHERE id = $1 AND state = ANY ($2)`;
  return (await affected(db, sql, [id, from, to])) === 1;
}

export async function resizeAttendance(db: EntityManager, id: string, seats: number): Promise<void> {
  await db.query(`UPDATE attendances SET seats = $2, updated_at = now() WHERE id = $1`, [id, seats]);
}

/**
 * The party that has waited longest for a shift that is yet to begin. Leans on attendances_waiting; call it with the
 * shift locked.
 */
export function nextWaiting(db: EntityManager, shiftId: string): Promise<Attendance | undefined> {
  return row(
    db,
    `SELECT ${ATTENDANCE} FROM attendances a WHERE a.shift_id = $1 AND a.state = 'waitlisted'
       AND EXISTS (SELECT 1 FROM shifts s JOIN events e ON e.id = s.event_id
         WHERE s.id = $1 AND s.starts_at > now() AND e.state = 'published')
     ORDER BY a.waitlisted_at, a.id LIMIT 1`,
    [shiftId],
  );
}

/**
 * waitlisted -> offered, with the time by which it must be claimed: twelve hours, two where the shift begins within a
 * day, and never after it has begun.
 */
export async function offerAttendance(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE attendances a SET state = 'offered', updated_at = now(), offer_mailed_at = NULL,
      offer_expires_at = least(s.starts_at, now() +
        CASE WHEN s.starts_at < now() + interval '24 hours' THEN interval '2 hours' ELSE interval '12 hours' END)
    FROM shifts s WHERE s.id = a.shift_id AND a.id = $1 AND a.state = 'waitlisted'`;
  return (await affected(db, sql, [id])) === 1;
}

/** Place in the line, 1 for whoever is next; null for whoever does not wait. */
export async function waitingPosition(db: EntityManager, id: string): Promise<number | null> {
  const found = await row<{ position: number }>(
    db,
    `SELECT (SELECT count(*)::int FROM attendances b WHERE b.shift_id = a.shift_id AND b.state = 'waitlisted'
       AND (b.waitlisted_at, b.id) <= (a.waitlisted_at, a.id)) AS position
     FROM attendances a WHERE a.id = $1 AND a.state = 'waitlisted'`,
    [id],
  );
  return found?.position ?? null;
}
