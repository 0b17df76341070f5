import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import {
  type ActionKey,
  type ActionKind,
  type ActionLevel,
  type Reason,
  type Standing,
} from '../partners/participation/participation.access.js';
import { type CoSponsorRole, type CoSponsorState, type Sharing } from './co-sponsor.js';

export interface CoSponsor {
  id: string;
  actionKind: ActionKind;
  actionId: string;
  /** As the caller may read it; null where the action itself is not theirs to see. */
  actionTitle: Record<string, string> | null;
  ownerId: string;
  ownerName: string;
  organizationId: string;
  organizationName: string;
  role: CoSponsorRole;
  state: CoSponsorState;
  sharing: Sharing;
  cap: number | null;
  answeredBy: string;
  answeredAt: Date | null;
  standing: Standing;
  reason: Reason;
  /** People who are shown to it now because of this action, as far as the transaction sees them. */
  shareCount: number;
}

const CO_SPONSOR = `
  SELECT s.id, s.action_kind AS "actionKind", s.action_id AS "actionId", s.title AS "actionTitle", s.owner_id AS "ownerId",
    w.public_name AS "ownerName", s.organization_id AS "organizationId", o.public_name AS "organizationName", s.role, s.state,
    s.sharing, s.cap, s.answered_by AS "answeredBy", s.answered_at AS "answeredAt", t.standing, t.reason,
    (SELECT count(*)::int FROM shares h JOIN people p ON p.id = h.person_id JOIN consents c ON c.id = h.consent_id
     WHERE h.to_id = s.organization_id AND c.source_kind = s.action_kind AND c.source_id = s.action_id AND h.ends_at > now()
       AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = h.id)) AS "shareCount"
  FROM (SELECT c.*, f.title FROM co_sponsors c LEFT JOIN LATERAL co_sponsored_title(c.id) f ON true) s
  JOIN organizations o ON o.id = s.organization_id
  JOIN organizations w ON w.id = s.owner_id
  CROSS JOIN LATERAL participation_standing(s.organization_id, s.action_kind, s.action_id) t`;

/** Of one action, by name. Leans on the unique key of co_sponsors. */
export function findCoSponsors(db: EntityManager, { kind, id }: ActionKey): Promise<CoSponsor[]> {
  return rows(
    db,
    `${CO_SPONSOR} WHERE s.action_kind = $1 AND s.action_id = $2 ORDER BY plain(o.public_name), s.id`,
    [kind, id],
  );
}

/** What organizations are invited to or stand beside, newest first. */
export function findCoSponsorships(
  db: EntityManager,
  within: readonly string[] | null,
): Promise<CoSponsor[]> {
  return rows(
    db,
    `${CO_SPONSOR} WHERE ($1::uuid[] IS NULL OR s.organization_id = ANY ($1))
     ORDER BY s.state = 'invited' DESC, s.invited_at DESC, s.id LIMIT 500`,
    [within],
  );
}

export function findCoSponsor(db: EntityManager, id: string): Promise<CoSponsor | undefined> {
  return row(db, `${CO_SPONSOR} WHERE s.id = $1`, [id]);
}

export interface Invitation extends ActionKey {
  ownerId: string;
  organizationId: string;
  role: CoSponsorRole;
  sharing: Sharing;
  cap: number | null;
  invitedBy: string;
}

/** Invites, also who had declined or left. Undefined where it is invited or stands beside the action already. */
export function invite(db: EntityManager, it: Invitation): Promise<{ id: string } | undefined> {
  return row(
    db,
    `INSERT INTO co_sponsors AS c (action_kind, action_id, owner_id, organization_id, role, sharing, cap, invited_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (action_kind, action_id, organization_id) DO UPDATE SET state = 'invited', role = excluded.role,
       sharing = excluded.sharing, cap = excluded.cap, invited_by = excluded.invited_by, invited_at = now(),
       answered_by = '', answered_at = NULL, told_at = NULL
     WHERE c.state IN ('declined', 'left') RETURNING id`,
    [it.kind, it.id, it.ownerId, it.organizationId, it.role, it.sharing, it.cap, it.invitedBy],
  );
}

export function updateTerms(
  db: EntityManager,
  id: string,
  terms: { role: CoSponsorRole; sharing: Sharing; cap: number | null },
): Promise<number> {
  return affected(db, `UPDATE co_sponsors SET role = $2, sharing = $3, cap = $4 WHERE id = $1`, [
    id,
    terms.role,
    terms.sharing,
    terms.cap,
  ]);
}

/** The transition, from the state it is in. 0 rows: somebody was first. */
export function moveCoSponsor(
  db: EntityManager,
  id: string,
  from: CoSponsorState,
  to: CoSponsorState,
  answeredBy: string,
): Promise<number> {
  return affected(
    db,
    `UPDATE co_sponsors SET state = $3, answered_by = $4, answered_at = now() WHERE id = $1 AND state = $2`,
    [id, from, to, answeredBy],
  );
}

export async function upsertTerms(
  db: EntityManager,
  { kind, id }: ActionKey,
  ownerId: string,
  terms: { isLobbying: boolean; topicId: string | null; level: ActionLevel },
): Promise<void> {
  await db.query(
    `INSERT INTO action_terms (action_kind, action_id, owner_id, is_lobbying, topic_id, level) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (action_kind, action_id) DO UPDATE SET is_lobbying = excluded.is_lobbying, topic_id = excluded.topic_id,
       level = excluded.level`,
    [kind, id, ownerId, terms.isLobbying, terms.topicId, terms.level],
  );
}

/** Who is named in public beside an action: accepted, and free to be named as things stand now. */
export function findNamed(
  db: EntityManager,
  { kind, id }: ActionKey,
): Promise<
  { organizationId: string; name: string; role: CoSponsorRole; website: string; takesPeople: boolean }[]
> {
  return rows(
    db,
    `SELECT o.id AS "organizationId", o.public_name AS name, c.role, p.website,
       c.sharing = 'people' AND EXISTS (SELECT 1 FROM agreements a WHERE agreement_allows_sharing(a.id, c.owner_id, o.id))
         AND (c.cap IS NULL OR c.cap > co_sponsor_share_count(c.id)) AS "takesPeople"
     FROM co_sponsors c JOIN organizations o ON o.id = c.organization_id JOIN partners p ON p.id = o.id
     CROSS JOIN LATERAL participation_standing(c.organization_id, c.action_kind, c.action_id) t
     WHERE c.action_kind = $1 AND c.action_id = $2 AND c.state = 'accepted' AND t.standing = 'can'
     ORDER BY plain(o.public_name), o.id`,
    [kind, id],
  );
}

/** The same for many actions, each organization once. Leans on the unique key of co_sponsors. */
export function findNamedBesideAny(
  db: EntityManager,
  actions: readonly ActionKey[],
): Promise<{ organizationId: string; name: string; website: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT ON (plain(o.public_name), o.id) o.id AS "organizationId", o.public_name AS name, p.website
     FROM unnest($1::text[], $2::uuid[]) AS a (kind, id)
     JOIN co_sponsors c ON c.action_kind = a.kind AND c.action_id = a.id AND c.state = 'accepted'
     JOIN organizations o ON o.id = c.organization_id JOIN partners p ON p.id = o.id
     CROSS JOIN LATERAL participation_standing(c.organization_id, c.action_kind, c.action_id) t
     WHERE t.standing = 'can' ORDER BY plain(o.public_name), o.id`,
    [actions.map(({ kind }) => kind), actions.map(({ id }) => id)],
  );
}

/**
 * The co-sponsor that may take one more person of this action now; undefined where it may not. Where there is a cap its
 * row is locked, so that fifty at once do not pass it together; without one nobody waits.
 */
export async function findTaking(
  db: EntityManager,
  { kind, id }: ActionKey,
  organizationId: string,
): Promise<{ id: string } | undefined> {
  await db.query(
    `SELECT 1 FROM co_sponsors WHERE action_kind = $1 AND action_id = $2 AND organization_id = $3 AND cap IS NOT NULL FOR UPDATE`,
    [kind, id, organizationId],
  );
  return row(
    db,
    `SELECT c.id FROM co_sponsors c CROSS JOIN LATERAL participation_standing(c.organization_id, c.action_kind, c.action_id) t
     WHERE c.action_kind = $1 AND c.action_id = $2 AND c.organization_id = $3 AND c.state = 'accepted' AND c.sharing = 'people'
       AND t.standing = 'can' AND (c.cap IS NULL OR c.cap > co_sponsor_share_count(c.id))`,
    [kind, id, organizationId],
  );
}

/** Of somebody whom the transaction has met or may see. */
export async function isSealed(db: EntityManager, personId: string): Promise<boolean> {
  return (await row(db, `SELECT 1 FROM people WHERE id = $1 AND NOT is_sealed`, [personId])) === undefined;
}
