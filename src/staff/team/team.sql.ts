import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type AccountState } from '../accounts.sql.js';
import { type Role } from '../roles.access.js';
import { type OrganizationKind } from './granting.js';

export interface TeamRole {
  id: string;
  role: Role;
  organization_id: string;
  organization_kind: OrganizationKind;
  organization_name: string;
  event_id: string | null;
  expires_at: string | null;
}

export interface TeamMember {
  id: string;
  name: string;
  sortName: string;
  email: string;
  state: AccountState;
  hasTwoFactor: boolean;
  seenAt: Date | null;
  roles: TeamRole[];
}

/** $1: the organizations whose staff the caller sees, or null for what row-level security alone lets through. */
const MEMBER = `
  SELECT a.id, a.name, plain(a.name) AS "sortName", a.email, a.state, a.totp_confirmed_at IS NOT NULL AS "hasTwoFactor",
    (SELECT max(s.seen_at) FROM sessions s WHERE s.account_id = a.id) AS "seenAt", held.roles
  FROM accounts a
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'organization_id', o.id, 'organization_kind', o.kind,
        'organization_name', o.public_name, 'event_id', g.event_id, 'expires_at', g.expires_at)
      ORDER BY o.public_name, g.role) AS roles
    FROM grants g JOIN organizations o ON o.id = g.organization_id
    WHERE g.account_id = a.id AND ($1::uuid[] IS NULL OR g.organization_id = ANY ($1))
  ) held
  WHERE a.kind = 'person' AND held.roles IS NOT NULL`;

export function findTeam(
  db: EntityManager,
  within: string[] | null,
  { organizationId, eventId, search, after, limit }: TeamFilter,
): Promise<TeamMember[]> {
  return rows(
    db,
    `${MEMBER}
       AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM grants g WHERE g.account_id = a.id AND g.organization_id = $2))
       AND ($7::uuid IS NULL OR EXISTS (SELECT 1 FROM grants g WHERE g.account_id = a.id AND g.event_id = $7
         AND ($1::uuid[] IS NULL OR g.organization_id = ANY ($1))))
       AND ($3::text IS NULL OR plain(a.name || ' ' || a.email) LIKE '%' || plain($3) || '%')
       AND ($4::text IS NULL OR (plain(a.name), a.id) > ($4, $5::uuid))
     ORDER BY plain(a.name), a.id LIMIT $6`,
    [within, organizationId, search, after?.[0] ?? null, after?.[1] ?? null, limit + 1, eventId],
  );
}

export interface TeamFilter {
  organizationId: string | null;
  /** Only helpers of this event. */
  eventId: string | null;
  /** Part of a name or an address, its LIKE signs escaped. */
  search: string | null;
  after: readonly (string | number | null)[] | undefined;
  limit: number;
}

export function findMember(
  db: EntityManager,
  within: string[] | null,
  accountId: string,
): Promise<TeamMember | undefined> {
  return row(db, `${MEMBER} AND a.id = $2`, [within, accountId]);
}

export function findOrganization(
  db: EntityManager,
  id: string,
): Promise<{ id: string; kind: OrganizationKind; name: string } | undefined> {
  return row(db, `SELECT id, kind, public_name AS name FROM organizations WHERE id = $1`, [id]);
}

/** The account of this address, made where there is none. Two invitations at once meet in the unique index. */
export async function ensureAccount(
  db: EntityManager,
  given: { email: string; name: string; locale: string },
): Promise<{ id: string; state: AccountState; isNew: boolean }> {
  const made = await row<{ id: string; state: AccountState }>(
    db,
    `INSERT INTO accounts (email, name, locale) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id, state`,
    [given.email, given.name, given.locale],
  );
  if (made) return { ...made, isNew: true };
  const known = await row<{ id: string; state: AccountState }>(
    db,
    `SELECT id, state FROM accounts WHERE email = $1`,
    [given.email],
  );
  return { ...known!, isNew: false };
}

/** Gives the role, or gives it again with another end. */
export async function upsertGrant(
  db: EntityManager,
  grant: {
    accountId: string;
    role: Role;
    organizationId: string;
    eventId: string | null;
    grantedBy: string | null;
    expiresAt: Date | null;
  },
): Promise<string> {
  const given = await row<{ id: string }>(
    db,
    `INSERT INTO grants (account_id, role, organization_id, event_id, granted_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (account_id, role, organization_id, event_id)
       DO UPDATE SET expires_at = excluded.expires_at, granted_by = excluded.granted_by
     RETURNING id`,
    [grant.accountId, grant.role, grant.organizationId, grant.eventId, grant.grantedBy, grant.expiresAt],
  );
  return given!.id;
}

export function deleteGrant(db: EntityManager, id: string): Promise<number> {
  return affected(db, `DELETE FROM grants WHERE id = $1`, [id]);
}

/** Moves the account between `active` (or `invited`, where it never chose a password) and `disabled`. */
export function setDisabled(db: EntityManager, id: string, isDisabled: boolean): Promise<number> {
  return affected(
    db,
    `UPDATE accounts SET updated_at = now(),
       state = CASE WHEN $2 THEN 'disabled' WHEN password_hash IS NULL THEN 'invited' ELSE 'active' END
     WHERE id = $1 AND (state = 'disabled') <> $2`,
    [id, isDisabled],
  );
}

export async function worksElsewhere(db: EntityManager, id: string, known: string[]): Promise<boolean> {
  const found = await row<{ is: boolean }>(db, `SELECT works_elsewhere($1, $2) AS is`, [id, known]);
  return found!.is;
}
