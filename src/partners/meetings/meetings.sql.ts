import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Meeting, type MeetingKind } from './meeting.js';

/** `$1` are the organizations of the caller: owners see all of theirs, partners those that they came to. */
const MEETING = `SELECT g.id, g.owner_id AS "ownerId", o.public_name AS "ownerName", g.held_on::text AS "heldOn", g.kind, g.title,
    g.is_practice AS "isPractice", n.body AS notes,
    (SELECT count(*)::int FROM meeting_attendances a WHERE a.meeting_id = g.id AND a.person_id IS NULL
      AND ($1::uuid[] IS NULL OR a.owner_id = ANY ($1) OR a.partner_id = ANY ($1))) AS "partnerCount"
  FROM meetings g
  JOIN organizations o ON o.id = g.owner_id
  LEFT JOIN meeting_notes n ON n.meeting_id = g.id AND ($1::uuid[] IS NULL OR g.owner_id = ANY ($1))
  WHERE ($1::uuid[] IS NULL OR g.owner_id = ANY ($1) OR EXISTS (SELECT 1 FROM meeting_attendances a
    WHERE a.meeting_id = g.id AND a.person_id IS NULL AND a.partner_id = ANY ($1)))`;

export interface MeetingFilter {
  within: readonly string[] | null;
  ownerId: string | null;
  /** Only meetings that this partner of a chapter came to. */
  membershipId: string | null;
  kind: MeetingKind | null;
}

/** Newest first; the key is (day, id). Leans on meetings (owner_id, held_on, id). */
export function findMeetings(
  db: EntityManager,
  filter: MeetingFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Meeting[]> {
  return rows(
    db,
    `${MEETING} AND ($2::uuid IS NULL OR g.owner_id = $2) AND ($3::text IS NULL OR g.kind = $3)
       AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM meeting_attendances a JOIN memberships m
         ON m.partner_id = a.partner_id AND m.chapter_id = a.owner_id
         WHERE a.meeting_id = g.id AND a.person_id IS NULL AND m.id = $4))
       AND ($5::date IS NULL OR (g.held_on, g.id) < ($5::date, $6::uuid))
     ORDER BY g.held_on DESC, g.id DESC LIMIT $7`,
    [
      filter.within,
      filter.ownerId,
      filter.kind,
      filter.membershipId,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}

export const heldKey = ({ heldOn, id }: Meeting): [string, string] => [heldOn, id];

export function findMeeting(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Meeting | undefined> {
  return row(db, `${MEETING} AND g.id = $2`, [within, id]);
}

export async function insertMeeting(
  db: EntityManager,
  it: Pick<Meeting, 'ownerId' | 'heldOn' | 'kind' | 'title'> & { createdBy: string },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO meetings (owner_id, held_on, kind, title, created_by, is_practice)
     SELECT o.id, $2, $3, $4, $5, o.is_practice FROM organizations o WHERE o.id = $1 RETURNING id`,
    [it.ownerId, it.heldOn, it.kind, it.title, it.createdBy],
  );
  return made!.id;
}

/** What is undefined stays. */
export async function updateMeeting(
  db: EntityManager,
  id: string,
  it: Partial<Pick<Meeting, 'heldOn' | 'kind' | 'title'>>,
): Promise<void> {
  await affected(
    db,
    `UPDATE meetings SET held_on = coalesce($2::date, held_on), kind = coalesce($3, kind), title = coalesce($4, title)
     WHERE id = $1`,
    [id, it.heldOn ?? null, it.kind ?? null, it.title ?? null],
  );
}

/** Empty notes are none. */
export async function writeNotes(
  db: EntityManager,
  meetingId: string,
  body: string,
  changedBy: string,
): Promise<void> {
  if (body === '') await affected(db, `DELETE FROM meeting_notes WHERE meeting_id = $1`, [meetingId]);
  else
    await db.query(
      `INSERT INTO meeting_notes (meeting_id, body, changed_by) VALUES ($1, $2, $3)
       ON CONFLICT (meeting_id) DO UPDATE SET body = EXCLUDED.body, changed_by = EXCLUDED.changed_by, changed_at = now()`,
      [meetingId, body, changedBy],
    );
}

export async function deleteMeeting(db: EntityManager, id: string): Promise<void> {
  await affected(db, `DELETE FROM meetings WHERE id = $1`, [id]);
}
