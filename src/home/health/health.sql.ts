import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Health, type HealthField, type HealthSort, MEETINGS_THAT_TELL, QUIET_DAYS } from './health.js';

/**
 * Partners that work with a chapter, with what their health is computed from. Attendance comes from partner_attendance,
 * because a partner is told its own though it does not see the meetings that it missed. Commitments lean on their index
 * (owner_id, partner_id).
 */
const HEALTH = `SELECT m.id AS "membershipId", m.chapter_id AS "chapterId", c.public_name AS "chapterName", o.public_name AS name,
    m.created_at, contact.at AS "lastContactAt", (now() AT TIME ZONE h.time_zone)::date - (contact.at AT TIME ZONE h.time_zone)::date AS "daysSinceContact",
    met.held, met.attended, word.kept, word.due
  FROM memberships m
  JOIN chapters h ON h.id = m.chapter_id
  JOIN organizations c ON c.id = m.chapter_id
  JOIN organizations o ON o.id = m.partner_id
  CROSS JOIN LATERAL partner_attendance(m.partner_id, m.chapter_id) met
  CROSS JOIN LATERAL (SELECT partner_last_contact(m.partner_id, m.chapter_id, m.last_contact_at) AS at) contact
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE k.state = 'done'))::int AS kept, count(*)::int AS due FROM commitments k
    WHERE k.partner_id = m.partner_id AND k.owner_id = m.chapter_id AND (k.state IN ('done', 'missed')
      OR (k.state = 'agreed' AND k.due_on < (now() AT TIME ZONE h.time_zone)::date))) word
  WHERE m.status IN ('active', 'paused') AND ($1::uuid[] IS NULL OR m.chapter_id = ANY ($1) OR m.partner_id = ANY ($1))`;

/** In the order of RISKS. Who is new here has had no time to be silent. */
const WITH_RISKS = `SELECT f.*, array_remove(ARRAY[
    CASE WHEN coalesce("lastContactAt", created_at) < now() - make_interval(days => ${QUIET_DAYS}) THEN 'no-contact' END,
    CASE WHEN held >= ${MEETINGS_THAT_TELL} AND attended * 2 < held THEN 'absent' END,
    CASE WHEN kept * 2 < due THEN 'promises-broken' END], NULL) AS risks
  FROM facts f`;

/** One number for each order; what is not known comes after what is. */
const RANKS: Readonly<Record<HealthField, string>> = {
  name: '0',
  risk: 'cardinality(risks)',
  contact: `coalesce(-"daysSinceContact", -1000000)`,
  attendance: 'coalesce(attended::float8 / nullif(held, 0), 2)',
  commitments: 'coalesce(kept::float8 / nullif(due, 0), 2)',
};

export interface HealthFilter {
  within: readonly string[] | null;
  chapterId: string | null;
  membershipId: string | null;
  isAtRisk: boolean;
}

/** The key is (rank, name, membership), all of it backwards where the order is. */
export function findHealth(
  db: EntityManager,
  filter: HealthFilter,
  sort: HealthSort,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Health[]> {
  const isDown = sort.startsWith('-');
  const rank = RANKS[sort.replace('-', '') as HealthField];
  const way = isDown ? 'DESC' : 'ASC';
  return rows(
    db,
    `WITH facts AS (${HEALTH}), judged AS (${WITH_RISKS}), ranked AS (SELECT j.*, (${rank})::float8 AS rank FROM judged j)
     SELECT * FROM ranked
     WHERE ($2::uuid IS NULL OR "chapterId" = $2) AND ($3::uuid IS NULL OR "membershipId" = $3)
       AND (NOT $4 OR cardinality(risks) > 0)
       AND ($5::float8 IS NULL OR (rank, plain(name), "membershipId") ${isDown ? '<' : '>'} ($5, plain($6), $7::uuid))
     ORDER BY rank ${way}, plain(name) ${way}, "membershipId" ${way} LIMIT $8`,
    [
      filter.within,
      filter.chapterId,
      filter.membershipId,
      filter.isAtRisk,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
    ],
  );
}

export const healthKey = ({ rank, name, membershipId }: Health): [number, string, string] => [
  rank,
  name,
  membershipId,
];
