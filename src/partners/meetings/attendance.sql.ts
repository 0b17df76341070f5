import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Meeting, type PartnerAtMeeting, type PersonAtMeeting } from './meeting.js';

/** Partners who work with the owner now, and whoever else was there, by name. A partner is shown itself alone. */
export function findPartnersAt(
  db: EntityManager,
  { id, ownerId }: Meeting,
  within: readonly string[] | null,
): Promise<PartnerAtMeeting[]> {
  return rows(
    db,
    `SELECT m.id AS "membershipId", o.public_name AS name, a.id IS NOT NULL AS "isThere"
     FROM memberships m JOIN organizations o ON o.id = m.partner_id
     LEFT JOIN meeting_attendances a ON a.meeting_id = $1 AND a.partner_id = m.partner_id AND a.person_id IS NULL
     WHERE m.chapter_id = $2 AND (m.status IN ('active', 'paused', 'invited', 'prospect') OR a.id IS NOT NULL)
       AND ($3::uuid[] IS NULL OR m.chapter_id = ANY ($3) OR m.partner_id = ANY ($3))
     ORDER BY plain(o.public_name), m.id`,
    [id, ownerId, within],
  );
}

/** People who came, as far as the caller sees them; for the owner of the meeting alone. */
export function findPeopleAt(
  db: EntityManager,
  { id }: Meeting,
  within: readonly string[] | null,
): Promise<PersonAtMeeting[]> {
  return rows(
    db,
    `SELECT DISTINCT ON (p.id) p.id AS "personId", trim(p.given_name || ' ' || p.family_name) AS name, m.id AS "membershipId"
     FROM meeting_attendances a JOIN people h ON h.id = a.person_id JOIN people p ON p.id = coalesce(h.merged_into, h.id)
     LEFT JOIN memberships m ON m.partner_id = a.partner_id AND m.chapter_id = a.owner_id
     WHERE a.meeting_id = $1 AND ($2::uuid[] IS NULL OR a.owner_id = ANY ($2))
     ORDER BY p.id, m.id`,
    [id, within],
  );
}

/** The partner was there; saying it again changes nothing. False where it is no partner of the meeting's owner. */
export async function addPartner(
  db: EntityManager,
  meetingId: string,
  membershipId: string,
  accountId: string,
): Promise<boolean> {
  const found = await row(
    db,
    `WITH named AS (
       SELECT g.id, g.owner_id, m.partner_id FROM meetings g JOIN memberships m ON m.chapter_id = g.owner_id
       WHERE g.id = $1 AND m.id = $2),
     made AS (
       INSERT INTO meeting_attendances (meeting_id, owner_id, partner_id, created_by)
       SELECT id, owner_id, partner_id, $3 FROM named ON CONFLICT DO NOTHING)
     SELECT 1 FROM named`,
    [meetingId, membershipId, accountId],
  );
  return found !== undefined;
}

/** Takes the tick back, and with it who came for the partner. False where it is no partner of the meeting's owner. */
export async function removePartner(
  db: EntityManager,
  meetingId: string,
  membershipId: string,
): Promise<boolean> {
  const found = await row(
    db,
    `WITH named AS (
       SELECT g.id, m.partner_id FROM meetings g JOIN memberships m ON m.chapter_id = g.owner_id
       WHERE g.id = $1 AND m.id = $2),
     gone AS (DELETE FROM meeting_attendances a USING named n WHERE a.meeting_id = n.id AND a.partner_id = n.partner_id)
     SELECT 1 FROM named`,
    [meetingId, membershipId],
  );
  return found !== undefined;
}

/** False for somebody who is not, or not to the caller, a person of the meeting's owner. */
export async function addPerson(
  db: EntityManager,
  { id, ownerId }: Meeting,
  personId: string,
  membershipId: string | null,
  accountId: string,
): Promise<boolean> {
  const found = await row(
    db,
    `WITH named AS (
       SELECT p.id FROM people p WHERE p.id = $2 AND p.owner_id = $3 AND p.state = 'active'),
     made AS (
       INSERT INTO meeting_attendances (meeting_id, owner_id, person_id, partner_id, created_by)
       SELECT $1, $3, named.id, (SELECT partner_id FROM memberships WHERE id = $4), $5 FROM named ON CONFLICT DO NOTHING)
     SELECT 1 FROM named`,
    [id, personId, ownerId, membershipId, accountId],
  );
  return found !== undefined;
}

/** The rows merged into the person go with them. 0 where they were not there. */
export function removePerson(db: EntityManager, meetingId: string, personId: string): Promise<number> {
  return affected(
    db,
    `DELETE FROM meeting_attendances a USING people p
     WHERE p.id = a.person_id AND a.meeting_id = $1 AND coalesce(p.merged_into, p.id) = $2`,
    [meetingId, personId],
  );
}
