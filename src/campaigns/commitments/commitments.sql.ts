import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Commitment, type CommitmentKind, type CommitmentState } from './commitment.js';

const OVERDUE = `(k.state IN ('asked', 'agreed') AND k.due_on < (now() AT TIME ZONE h.time_zone)::date)`;

const COMMITMENT = `SELECT k.id, k.owner_id AS "ownerId", m.id AS "membershipId",
    k.partner_id AS "partnerOrganizationId", o.public_name AS "partnerName",
    k.campaign_id AS "campaignId", c.title AS "campaignTitle", k.kind, k.details, k.state, k.due_on::text AS "dueOn",
    k.asked_on::text AS "askedOn", k.answered_on::text AS "answeredOn", k.settled_on::text AS "settledOn",
    coalesce(${OVERDUE}, false) AS "isOverdue"
  FROM commitments k
  JOIN memberships m ON m.partner_id = k.partner_id AND m.chapter_id = k.owner_id
  JOIN chapters h ON h.id = k.owner_id
  JOIN organizations o ON o.id = k.partner_id
  LEFT JOIN campaigns c ON c.id = k.campaign_id
  WHERE ($1::uuid[] IS NULL OR k.owner_id = ANY ($1) OR k.partner_id = ANY ($1))`;

export interface CommitmentFilter {
  within: readonly string[] | null;
  ownerId: string | null;
  membershipId: string | null;
  campaignId: string | null;
  state: CommitmentState | null;
  isOverdue: boolean;
}

/** Soonest due first, those without a day last. The key is (due day or 'infinity', id). */
export function findCommitments(
  db: EntityManager,
  filter: CommitmentFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Commitment[]> {
  return rows(
    db,
    `${COMMITMENT} AND ($2::uuid IS NULL OR k.owner_id = $2) AND ($3::uuid IS NULL OR m.id = $3)
       AND ($4::uuid IS NULL OR k.campaign_id = $4) AND ($5::text IS NULL OR k.state = $5) AND (NOT $6 OR ${OVERDUE})
       AND ($7::date IS NULL OR (coalesce(k.due_on, 'infinity'), k.id) > ($7::date, $8::uuid))
     ORDER BY coalesce(k.due_on, 'infinity'), k.id LIMIT $9`,
    [
      filter.within,
      filter.ownerId,
      filter.membershipId,
      filter.campaignId,
      filter.state,
      filter.isOverdue,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}

export const dueKey = ({ dueOn, id }: Commitment): [string, string] => [dueOn ?? 'infinity', id];

export function findCommitment(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Commitment | undefined> {
  return row(db, `${COMMITMENT} AND k.id = $2`, [within, id]);
}

export interface NewCommitment {
  ownerId: string;
  partnerId: string;
  campaignId: string | null;
  kind: CommitmentKind;
  details: string;
  dueOn: string | null;
  createdBy: string;
  isPractice: boolean;
}

export async function insertCommitment(db: EntityManager, it: NewCommitment): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO commitments (owner_id, partner_id, campaign_id, kind, details, due_on, created_by, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [it.ownerId, it.partnerId, it.campaignId, it.kind, it.details, it.dueOn, it.createdBy, it.isPractice],
  );
  return made!.id;
}

/** What is undefined stays; a null day is taken away. */
export async function updateCommitment(
  db: EntityManager,
  id: string,
  { details, dueOn }: { details?: string; dueOn?: string | null },
): Promise<void> {
  await affected(
    db,
    `UPDATE commitments SET details = coalesce($2, details), due_on = CASE WHEN $3 THEN $4::date ELSE due_on END
     WHERE id = $1`,
    [id, details ?? null, dueOn !== undefined, dueOn ?? null],
  );
}

/** asked -> agreed | declined. False from any other state. */
export async function answerCommitment(
  db: EntityManager,
  id: string,
  to: 'agreed' | 'declined',
): Promise<boolean> {
  const sql = `UPDATE commitments SET state = $2, answered_on = current_date WHERE id = $1 AND state = 'asked'`;
  return (await affected(db, sql, [id, to])) === 1;
}

/** agreed -> done | missed. False from any other state. */
export async function settleCommitment(
  db: EntityManager,
  id: string,
  to: 'done' | 'missed',
): Promise<boolean> {
  const sql = `UPDATE commitments SET state = $2, settled_on = current_date WHERE id = $1 AND state = 'agreed'`;
  return (await affected(db, sql, [id, to])) === 1;
}
