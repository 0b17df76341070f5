import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type LegalType, type MembershipStatus, type PartnerRole, type Sector } from './partner.terms.js';

/** A partner as one chapter knows it: the organization and its membership there. */
export interface Membership {
  membershipId: string;
  partnerId: string;
  chapterId: string;
  chapterName: string;
  slug: string;
  name: string;
  legalName: string | null;
  sector: Sector;
  legalType: LegalType;
  website: string;
  serviceArea: string;
  description: string;
  logoFileId: string | null;
  isListingConsented: boolean;
  listingConsentedAt: Date | null;
  listingConsentedBy: string;
  status: MembershipStatus;
  statusSince: string;
  ownerAccountId: string | null;
  ownerName: string | null;
  lastContactAt: Date | null;
  peopleCount: number;
  isPractice: boolean;
}

const MEMBERSHIP = `
  SELECT m.id AS "membershipId", m.partner_id AS "partnerId", m.chapter_id AS "chapterId", c.public_name AS "chapterName",
    o.slug, o.public_name AS name, o.legal_name AS "legalName", p.sector, p.legal_type AS "legalType", p.website,
    p.service_area AS "serviceArea", p.description, p.logo_file_id AS "logoFileId", p.is_listing_consented AS "isListingConsented",
    p.listing_consented_at AS "listingConsentedAt", p.listing_consented_by AS "listingConsentedBy", m.status,
    m.status_since::text AS "statusSince", m.owner_account_id AS "ownerAccountId", a.name AS "ownerName",
    partner_last_contact(m.partner_id, m.chapter_id, m.last_contact_at) AS "lastContactAt", m.is_practice AS "isPractice",
    (SELECT count(DISTINCT r.person_id)::int FROM partner_roles r WHERE r.partner_id = m.partner_id
      AND (r.ends_on IS NULL OR r.ends_on > current_date)) AS "peopleCount"
  FROM memberships m
  JOIN organizations o ON o.id = m.partner_id
  JOIN partners p ON p.id = m.partner_id
  JOIN organizations c ON c.id = m.chapter_id
  LEFT JOIN accounts a ON a.id = m.owner_account_id`;

export interface MembershipFilter {
  /** Chapters whose partners are meant; null where row-level security alone decides. */
  within: readonly string[] | null;
  chapterId: string | null;
  status: MembershipStatus | null;
  sector: Sector | null;
  text: string | null;
}

/** One page by name; the key is (name, membership). Leans on memberships_chapter_id_status_idx. */
export function findMemberships(
  db: EntityManager,
  filter: MembershipFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Membership[]> {
  return rows(
    db,
    `${MEMBERSHIP}
     WHERE ($1::uuid[] IS NULL OR m.chapter_id = ANY ($1) OR m.partner_id = ANY ($1))
       AND ($2::uuid IS NULL OR m.chapter_id = $2)
       AND ($3::text IS NULL OR m.status = $3)
       AND ($4::text IS NULL OR p.sector = $4)
       AND ($5::text IS NULL OR plain(o.public_name) LIKE '%' || plain($5) || '%')
       AND ($6::text IS NULL OR (plain(o.public_name), m.id) > (plain($6), $7::uuid))
     ORDER BY plain(o.public_name), m.id
     LIMIT $8`,
    [
      filter.within,
      filter.chapterId,
      filter.status,
      filter.sector,
      filter.text,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}

export function findMembership(
  db: EntityManager,
  membershipId: string,
  within: readonly string[] | null,
): Promise<Membership | undefined> {
  return row(
    db,
    `${MEMBERSHIP} WHERE m.id = $1 AND ($2::uuid[] IS NULL OR m.chapter_id = ANY ($2) OR m.partner_id = ANY ($2))`,
    [membershipId, within],
  );
}

/** Only partners that are active here and agreed to be listed. */
export function findListed(
  db: EntityManager,
  chapterId: string,
): Promise<{ name: string; sector: Sector; website: string }[]> {
  return rows(
    db,
    `SELECT o.public_name AS name, p.sector, p.website
     FROM memberships m JOIN partners p ON p.id = m.partner_id JOIN organizations o ON o.id = p.id
     WHERE m.chapter_id = $1 AND m.status = 'active' AND p.is_listing_consented
     ORDER BY p.sector, o.public_name`,
    [chapterId],
  );
}

export async function insertMembership(
  db: EntityManager,
  membership: {
    partnerId: string;
    chapterId: string;
    status: MembershipStatus;
    isPractice: boolean;
    changedBy: string | null;
    /** The import that brought it, which takes it away again when it is undone. */
    batchId?: string | null;
  },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO memberships (partner_id, chapter_id, status, is_practice, batch_id) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [
      membership.partnerId,
      membership.chapterId,
      membership.status,
      membership.isPractice,
      membership.batchId ?? null,
    ],
  );
  await insertChange(db, {
    membershipId: made!.id,
    from: null,
    to: membership.status,
    reason: '',
    changedBy: membership.changedBy,
  });
  return made!.id;
}

/** The transition, on the condition that nobody moved it meanwhile. 0 rows is a conflict. */
export function moveMembership(
  db: EntityManager,
  membershipId: string,
  from: MembershipStatus,
  to: MembershipStatus,
): Promise<number> {
  return affected(
    db,
    `UPDATE memberships SET status = $3, status_since = current_date WHERE id = $1 AND status = $2`,
    [membershipId, from, to],
  );
}

export async function insertChange(
  db: EntityManager,
  change: {
    membershipId: string;
    from: MembershipStatus | null;
    to: MembershipStatus;
    reason: string;
    changedBy: string | null;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO membership_changes (membership_id, from_status, to_status, reason, changed_by) VALUES ($1, $2, $3, $4, $5)`,
    [change.membershipId, change.from, change.to, change.reason, change.changedBy],
  );
}

export interface TimelineEntry {
  id: string;
  kind: 'status' | 'note' | 'role';
  at: Date;
  actor: string | null;
  text: string;
  from: string | null;
  to: string | null;
}

/** What happened with a partner in a chapter, newest first: status changes, notes, people taking and leaving roles. */
export function findTimeline(db: EntityManager, membershipId: string): Promise<TimelineEntry[]> {
  return rows(
    db,
    `SELECT * FROM (
       SELECT 'status-' || c.id AS id, 'status' AS kind, c.at, a.name AS actor, c.reason AS text, c.from_status AS "from", c.to_status AS "to"
       FROM membership_changes c LEFT JOIN accounts a ON a.id = c.changed_by WHERE c.membership_id = $1
       UNION ALL
       SELECT n.id::text, 'note', n.created_at, a.name, n.body, NULL, NULL
       FROM partner_notes n LEFT JOIN accounts a ON a.id = n.author_id WHERE n.membership_id = $1
       UNION ALL
       SELECT r.id::text, 'role', r.created_at, NULL, trim(p.given_name || ' ' || p.family_name), r.role, r.ends_on::text
       FROM partner_roles r JOIN people h ON h.id = r.person_id JOIN people p ON p.id = coalesce(h.merged_into, h.id)
       JOIN memberships m ON m.partner_id = r.partner_id WHERE m.id = $1
     ) AS entries ORDER BY at DESC, id DESC LIMIT 200`,
    [membershipId],
  );
}

export interface RoleHolder {
  id: string;
  personId: string;
  name: string;
  email: string | null;
  role: PartnerRole;
  title: string;
  startsOn: string;
  endsOn: string | null;
}

/** People in roles at the partner, as far as the caller sees those people. */
export function findRoles(db: EntityManager, partnerId: string): Promise<RoleHolder[]> {
  return rows(
    db,
    `SELECT r.id, p.id AS "personId", trim(p.given_name || ' ' || p.family_name) AS name, e.address AS email, r.role, r.title,
       r.starts_on::text AS "startsOn", r.ends_on::text AS "endsOn"
     FROM partner_roles r JOIN people h ON h.id = r.person_id JOIN people p ON p.id = coalesce(h.merged_into, h.id)
     LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     WHERE r.partner_id = $1 ORDER BY r.ends_on NULLS FIRST, r.role, name`,
    [partnerId],
  );
}
