import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type AgreementKind, type AgreementStatus, type Clause } from './agreement.terms.js';

export interface Party {
  organizationId: string;
  name: string;
  signedBy: string;
  signedOn: string | null;
}

export interface Agreement {
  id: string;
  ownerId: string;
  ownerName: string;
  kind: AgreementKind;
  title: string;
  clauses: Clause[];
  status: AgreementStatus;
  effectiveOn: string;
  expiresOn: string | null;
  daysLeft: number | null;
  parties: Party[];
  fileId: string | null;
  fileName: string | null;
  renewsId: string | null;
  renewedById: string | null;
  endedAt: Date | null;
  endReason: string;
  shareCount: number;
  isPractice: boolean;
}

/** Days are counted where the owner is: an agreement ends at its midnight, not at ours. */
const AGREEMENT = `
  SELECT a.id, a.owner_id AS "ownerId", o.public_name AS "ownerName", a.kind, a.title, a.clauses,
    agreement_status(a.id) AS status, a.effective_on::text AS "effectiveOn", a.expires_on::text AS "expiresOn",
    a.expires_on - (now() AT TIME ZONE coalesce(c.time_zone, 'America/New_York'))::date AS "daysLeft",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('organizationId', p.organization_id, 'name', po.public_name, 'signedBy',
       p.signed_by, 'signedOn', p.signed_on) ORDER BY p.organization_id <> a.owner_id, po.public_name), '[]')
     FROM agreement_parties p JOIN organizations po ON po.id = p.organization_id WHERE p.agreement_id = a.id) AS parties,
    a.file_id AS "fileId", f.name AS "fileName", a.renews_id AS "renewsId",
    (SELECT n.id FROM agreements n WHERE n.renews_id = a.id AND n.ended_at IS NULL ORDER BY n.created_at LIMIT 1) AS "renewedById",
    a.ended_at AS "endedAt", a.end_reason AS "endReason",
    (SELECT count(DISTINCT s.person_id)::int FROM shares s JOIN people p ON p.id = s.person_id WHERE s.agreement_id = a.id
       AND s.ends_at > now() AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)) AS "shareCount",
    a.is_practice AS "isPractice"
  FROM agreements a
  JOIN organizations o ON o.id = a.owner_id
  LEFT JOIN chapters c ON c.id = a.owner_id
  LEFT JOIN files f ON f.id = a.file_id`;

export interface AgreementFilter {
  /** Organizations that keep the register or are a party; null where row-level security alone decides. */
  within: readonly string[] | null;
  id?: string;
  ownerId?: string | null;
  organizationId?: string | null;
  kind?: AgreementKind | null;
  status?: AgreementStatus | null;
  text?: string | null;
}

/** One page, soonest to expire first; the key is (last day, id). Leans on agreements (owner_id, expires_on, id). */
export function findAgreements(
  db: EntityManager,
  filter: AgreementFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Agreement[]> {
  return rows(
    db,
    `${AGREEMENT}
     WHERE ($1::uuid[] IS NULL OR a.owner_id = ANY ($1) OR agreement_has_party(a.id, $1))
       AND ($2::uuid IS NULL OR a.id = $2)
       AND ($3::uuid IS NULL OR a.owner_id = $3)
       AND ($4::uuid IS NULL OR agreement_has_party(a.id, ARRAY[$4::uuid]))
       AND ($5::text IS NULL OR a.kind = $5)
       AND ($6::text IS NULL OR agreement_status(a.id) = $6)
       AND ($7::text IS NULL OR plain(a.title) LIKE '%' || plain($7) || '%')
       AND ($8::text IS NULL OR (coalesce(a.expires_on, 'infinity'), a.id) > ($8::date, $9::uuid))
     ORDER BY coalesce(a.expires_on, 'infinity'), a.id
     LIMIT $10`,
    [
      filter.within,
      filter.id ?? null,
      filter.ownerId ?? null,
      filter.organizationId ?? null,
      filter.kind ?? null,
      filter.status ?? null,
      filter.text ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}

export interface AgreementContent {
  kind: AgreementKind;
  title: string;
  clauses: readonly Clause[];
  effectiveOn: string;
  expiresOn: string | null;
}

export async function insertAgreement(
  db: EntityManager,
  it: AgreementContent & {
    ownerId: string;
    timeZone: string;
    renewsId: string | null;
    createdBy: string;
  },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO agreements (owner_id, kind, title, clauses, effective_on, expires_on, starts_at, ends_at, renews_id, created_by)
     VALUES ($1, $2, $3, $4, $5::date, $6::date, $5::date::timestamp AT TIME ZONE $7,
       ($6::date + 1)::timestamp AT TIME ZONE $7, $8, $9) RETURNING id`,
    [
      it.ownerId,
      it.kind,
      it.title,
      it.clauses,
      it.effectiveOn,
      it.expiresOn,
      it.timeZone,
      it.renewsId,
      it.createdBy,
    ],
  );
  return made!.id;
}

export async function updateAgreement(
  db: EntityManager,
  id: string,
  it: AgreementContent & { timeZone: string },
): Promise<void> {
  await affected(
    db,
    `UPDATE agreements SET kind = $2, title = $3, clauses = $4, effective_on = $5::date, expires_on = $6::date,
       starts_at = $5::date::timestamp AT TIME ZONE $7, ends_at = ($6::date + 1)::timestamp AT TIME ZONE $7
     WHERE id = $1`,
    [id, it.kind, it.title, it.clauses, it.effectiveOn, it.expiresOn, it.timeZone],
  );
}

/** Keeps those named, with their signatures, and no others. */
export async function replaceParties(
  db: EntityManager,
  agreementId: string,
  organizationIds: readonly string[],
): Promise<void> {
  await affected(
    db,
    `DELETE FROM agreement_parties WHERE agreement_id = $1 AND organization_id <> ALL ($2)`,
    [agreementId, organizationIds],
  );
  await db.query(
    `INSERT INTO agreement_parties (agreement_id, organization_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    [agreementId, organizationIds],
  );
}

/** Who may be a party of the chapter's agreements: its partners, other chapters, the network. */
export async function countEligible(
  db: EntityManager,
  ownerId: string,
  organizationIds: readonly string[],
): Promise<number> {
  const found = await row<{ n: number }>(
    db,
    `SELECT count(*)::int AS n FROM organizations o WHERE o.id = ANY ($2) AND (o.kind IN ('network', 'chapter')
       OR EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = o.id AND m.chapter_id = $1))`,
    [ownerId, organizationIds],
  );
  return found!.n;
}

/** The agreement in force under which the giver may show people to the taker, the longest one; undefined without any. */
export function findAllowing(
  db: EntityManager,
  giverId: string,
  takerId: string,
): Promise<{ id: string; endsAt: Date } | undefined> {
  return row(
    db,
    `SELECT a.id, a.ends_at AS "endsAt" FROM agreements a
     WHERE agreement_allows_sharing(a.id, $1, $2) ORDER BY a.ends_at DESC LIMIT 1`,
    [giverId, takerId],
  );
}
