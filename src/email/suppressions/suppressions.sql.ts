import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { fromCursor } from '../../platform/paging/paging.js';

export const SUPPRESSION_REASONS = [
  'unsubscribed',
  'hard-bounce',
  'soft-bounces',
  'complaint',
  'staff',
  'invalid',
  'erased',
] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

export interface NewSuppression {
  canonicalEmail: string;
  /** Null: nobody mails this address. */
  organizationId: string | null;
  reason: SuppressionReason;
  detail?: string;
  deliveryId?: string | null;
}

/** One living suppression per address, organization and side (staff, or what came of mail): the unique index decides. */
export async function insertSuppression(db: EntityManager, given: NewSuppression): Promise<void> {
  const detail = (given.detail ?? '').slice(0, 300);
  if (given.organizationId === null) {
    await db.query(`SELECT suppress_everywhere($1, $2, $3, $4)`, [
      given.canonicalEmail,
      given.reason,
      detail,
      given.deliveryId ?? null,
    ]);
    return;
  }
  await db.query(
    `INSERT INTO suppressions (canonical_email, organization_id, reason, detail, delivery_id)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (canonical_email, organization_id, (reason = 'staff')) WHERE lifted_at IS NULL DO NOTHING`,
    [given.canonicalEmail, given.organizationId, given.reason, detail, given.deliveryId ?? null],
  );
}

/** See erased_email in the migration. */
export async function insertErased(
  db: EntityManager,
  organizationId: string,
  canonicalEmail: string,
): Promise<void> {
  await db.query(
    `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES (erased_email($1), $2, 'erased')
     ON CONFLICT (canonical_email, organization_id, (reason = 'staff')) WHERE lifted_at IS NULL DO NOTHING`,
    [canonicalEmail, organizationId],
  );
}

export async function liftSuppression(
  db: EntityManager,
  given: { id: string; accountId: string },
): Promise<boolean> {
  const lifted = await affected(
    db,
    `UPDATE suppressions SET lifted_at = now(), lifted_by = $2 WHERE id = $1 AND lifted_at IS NULL`,
    [given.id, given.accountId],
  );
  return lifted > 0;
}

/** Leans on deliveries (canonical_email). What gave up while sending counts as what came back. */
export async function suppressAfterSoft(
  db: EntityManager,
  deliveryId: string,
  detail: string,
): Promise<boolean> {
  const added = await rows(
    db,
    `INSERT INTO suppressions (canonical_email, organization_id, reason, detail, delivery_id)
     SELECT d.canonical_email, d.owner_id, 'soft-bounces', $2, d.id FROM deliveries d
     WHERE d.id = $1 AND d.canonical_email NOT LIKE 'erased:%' AND 3 <= (
       SELECT count(*) FROM deliveries o WHERE o.canonical_email = d.canonical_email AND o.owner_id = d.owner_id
         AND o.state = 'failed' AND o.reason IN ('soft-bounce', 'gave-up-soft')
         AND o.settled_at > greatest(now() - interval '30 days', (SELECT max(s.lifted_at) FROM suppressions s
           WHERE s.canonical_email = d.canonical_email AND s.organization_id = d.owner_id)))
     ON CONFLICT (canonical_email, organization_id, (reason = 'staff')) WHERE lifted_at IS NULL DO NOTHING
     RETURNING id`,
    [deliveryId, detail.slice(0, 300)],
  );
  return added.length > 0;
}

export async function liftComplaint(db: EntityManager, deliveryId: string): Promise<void> {
  await db.query(
    `UPDATE suppressions SET lifted_at = now() WHERE delivery_id = $1 AND reason = 'complaint' AND lifted_at IS NULL`,
    [deliveryId],
  );
}

/** Only what the person said themselves; a complaint or a bounce stands. */
export async function liftUnsubscribed(
  db: EntityManager,
  canonicalEmail: string,
  organizationIds: readonly string[],
): Promise<void> {
  await db.query(
    `UPDATE suppressions SET lifted_at = now()
     WHERE canonical_email IN ($1, erased_email($1)) AND organization_id = ANY ($2::uuid[])
       AND reason IN ('unsubscribed', 'erased') AND lifted_at IS NULL`,
    [canonicalEmail, organizationIds],
  );
}

/** That nothing stands against an address but the person's own leaving of this organization, or their erasure by it. */
export async function mayAskAnew(
  db: EntityManager,
  canonicalEmail: string,
  organizationId: string,
): Promise<boolean> {
  const barred = await row(
    db,
    `SELECT 1 FROM suppressions WHERE canonical_email IN ($1, erased_email($1)) AND lifted_at IS NULL
       AND (organization_id IS NULL OR (organization_id = $2 AND reason NOT IN ('unsubscribed', 'erased')))`,
    [canonicalEmail, organizationId],
  );
  return barred === undefined;
}

/** What this very link did within the last day, for one organization or for all. */
export async function undoSuppression(
  db: EntityManager,
  deliveryId: string,
  canonicalEmail: string,
): Promise<boolean> {
  const lifted = await affected(
    db,
    `UPDATE suppressions SET lifted_at = now() WHERE delivery_id = $1 AND organization_id IS NOT NULL
       AND reason = 'unsubscribed' AND lifted_at IS NULL AND created_at > now() - interval '1 day'`,
    [deliveryId],
  );
  const resumed = await resumeEverything(db, canonicalEmail, deliveryId);
  return lifted > 0 || resumed;
}

/** @param deliveryId only what this link stopped, within a day; null for what any stopped, at any time */
export async function resumeEverything(
  db: EntityManager,
  canonicalEmail: string,
  deliveryId: string | null,
): Promise<boolean> {
  const found = await row<{ isLifted: boolean }>(db, `SELECT resume_everything($1, $2) AS "isLifted"`, [
    canonicalEmail,
    deliveryId,
  ]);
  return found!.isLifted;
}

export interface Suppression {
  id: string;
  canonicalEmail: string;
  organizationId: string | null;
  reason: SuppressionReason;
  detail: string;
  createdAt: Date;
  /** The mailing that led to it, where it is the caller's to see. */
  mailingId: string | null;
  mailingName: string | null;
}

const COLUMNS = `s.id, s.canonical_email AS "canonicalEmail", s.organization_id AS "organizationId", s.reason, s.detail,
  s.created_at AS "createdAt", m.id AS "mailingId", m.name AS "mailingName"`;
/** An address that all leave alone may have bounced from another organization's mailing, which stays theirs to know. */
const FROM = `suppressions s LEFT JOIN deliveries d ON d.id = s.delivery_id
  LEFT JOIN mailings m ON m.id = d.mailing_id AND ($1::uuid[] IS NULL OR m.owner_id = ANY ($1))`;
/**
 * One of an organization's own, or one for everybody whose address the organization knows; said again by RLS. What a sealed
 * person did by their mail is for the readers of their record; what staff typed tells of nobody who is here.
 */
const VISIBLE = `s.lifted_at IS NULL AND ($1::uuid[] IS NULL OR s.organization_id = ANY ($1)
  OR (s.organization_id IS NULL AND EXISTS (SELECT 1 FROM person_emails e
    WHERE e.canonical = s.canonical_email AND e.owner_id = ANY ($1))))
  AND (s.reason = 'staff' OR NOT is_hidden_address(s.organization_id, s.canonical_email))`;

/** Newest first. */
export function findSuppressions(
  db: EntityManager,
  given: {
    owners: readonly string[] | null;
    search: string;
    reason: string | null;
    after: string | undefined;
    limit: number;
  },
): Promise<Suppression[]> {
  const [id] = fromCursor(given.after, 1) ?? [null];
  return rows(
    db,
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE ${VISIBLE} AND ($2 = '' OR s.canonical_email LIKE '%' || $2 || '%') AND ($3::text IS NULL OR s.reason = $3)
       AND ($4::uuid IS NULL OR s.id < $4)
     ORDER BY s.id DESC LIMIT $5`,
    [given.owners, given.search.toLowerCase().replace(/[\\%_]/g, '\\$&'), given.reason, id, given.limit],
  );
}

export function findSuppression(
  db: EntityManager,
  id: string,
  owners: readonly string[] | null,
): Promise<Suppression | undefined> {
  return row(db, `SELECT ${COLUMNS} FROM ${FROM} WHERE ${VISIBLE} AND s.id = $2`, [owners, id]);
}
