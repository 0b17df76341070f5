import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

/** A chapter's month by the chapter's own clock. `$1` the chapter, `$2` the first day of the month. */
const MONTH = `WITH span AS (
  SELECT $2::date::timestamp AT TIME ZONE c.time_zone AS begins,
    ($2::date + interval '1 month')::timestamp AT TIME ZONE c.time_zone AS ends
  FROM chapters c WHERE c.id = $1)`;

/** Nobody who is sealed is in a number that others are told, whoever asks for it. */
const UNSEALED = `NOT EXISTS (SELECT 1 FROM people p WHERE p.id = d.person_id AND p.is_sealed)`;

/**
 * Deeds of the month that came by a code, each with its first and its last one. Leans on attributions (owner_id, at): a
 * link to confirm lives for 14 days, so the last touch of what was confirmed in a month is at most that much older.
 */
const DEEDS = `${MONTH},
touched AS (
  SELECT l.subject_kind, l.subject_id, f.code AS first, l.code AS last
  FROM span, attributions l
  JOIN attributions f ON f.subject_kind = l.subject_kind AND f.subject_id = l.subject_id AND f.touch = 'first'
  WHERE l.owner_id = $1 AND l.touch = 'last' AND l.at >= span.begins - interval '15 days'
),
deeds AS (
  SELECT 'signatures' AS kind, s.person_id, t.first, t.last
  FROM span, touched t JOIN signatures s ON t.subject_kind = 'signature' AND s.id = t.subject_id
  WHERE s.state = 'confirmed' AND s.confirmed_at >= span.begins AND s.confirmed_at < span.ends
  UNION ALL
  SELECT 'letters', l.person_id, t.first, t.last
  FROM span, touched t JOIN letters l ON t.subject_kind = 'letter' AND l.id = t.subject_id
  WHERE l.state = 'confirmed' AND l.confirmed_at >= span.begins AND l.confirmed_at < span.ends
  UNION ALL
  SELECT 'registrations', r.person_id, t.first, t.last
  FROM span, touched t JOIN registrations r ON t.subject_kind = 'registration' AND r.id = t.subject_id
  WHERE r.created_at >= span.begins AND r.created_at < span.ends
    AND EXISTS (SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.state <> 'cancelled')
  UNION ALL
  SELECT 'attended', r.person_id, f.code, l.code
  FROM span, attributions l
  JOIN attributions f ON f.subject_kind = l.subject_kind AND f.subject_id = l.subject_id AND f.touch = 'first'
  JOIN registrations r ON r.id = l.subject_id
  WHERE l.owner_id = $1 AND l.touch = 'last' AND l.subject_kind = 'registration'
    AND EXISTS (SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.state = 'attended'
      AND a.checked_in_at >= span.begins AND a.checked_in_at < span.ends)
)`;

/** A partner of the chapter, or null for codes that are no partner's. */
const WHOSE = `LEFT JOIN source_codes c ON c.code = t.code AND c.owner_id = $1`;

export interface CountedDeeds {
  organizationId: string | null;
  touch: 'first' | 'last';
  kind: 'signatures' | 'registrations' | 'letters' | 'attended';
  n: number;
}

/** Each deed is counted once as a first touch and once as a last one. */
export function countDeeds(db: EntityManager, chapterId: string, month: string): Promise<CountedDeeds[]> {
  return rows(
    db,
    `${DEEDS}
     SELECT c.organization_id AS "organizationId", t.touch, d.kind, count(*)::int AS n
     FROM deeds d CROSS JOIN LATERAL (VALUES ('first', d.first), ('last', d.last)) AS t (touch, code) ${WHOSE}
     WHERE ${UNSEALED} GROUP BY 1, 2, 3`,
    [chapterId, month],
  );
}

export interface CountedFor {
  organizationId: string | null;
  n: number;
}

/** Districts in which those live who came by a partner's codes, first or last. */
export function countDistricts(db: EntityManager, chapterId: string, month: string): Promise<CountedFor[]> {
  return rows(
    db,
    `${DEEDS}
     SELECT c.organization_id AS "organizationId", count(DISTINCT x.district_id)::int AS n
     FROM deeds d CROSS JOIN LATERAL (VALUES (d.first), (d.last)) AS t (code) ${WHOSE}
     JOIN person_districts x ON x.person_id = d.person_id
     JOIN districts z ON z.id = x.district_id AND z.layer IN ('congress', 'upper', 'lower')
     WHERE ${UNSEALED} AND c.organization_id IS NOT NULL GROUP BY 1`,
    [chapterId, month],
  );
}

/** People whom the chapter met for the first time, by the code that brought them. */
export function countNewPeople(db: EntityManager, chapterId: string, month: string): Promise<CountedFor[]> {
  return rows(
    db,
    `${MONTH}
     SELECT c.organization_id AS "organizationId", count(*)::int AS n
     FROM span, people d JOIN LATERAL (SELECT d.source_code AS code) t ON true ${WHOSE}
     WHERE d.owner_id = $1 AND d.source_code IS NOT NULL AND d.state = 'active' AND NOT d.is_sealed
       AND d.created_at >= span.begins AND d.created_at < span.ends GROUP BY 1`,
    [chapterId, month],
  );
}

export function countViews(db: EntityManager, chapterId: string, month: string): Promise<CountedFor[]> {
  return rows(
    db,
    `SELECT c.organization_id AS "organizationId", sum(v.n)::int AS n
     FROM source_codes c JOIN code_views v USING (code)
     WHERE c.owner_id = $1 AND v.on_date >= $2::date AND v.on_date < ($2::date + interval '1 month') GROUP BY 1`,
    [chapterId, month],
  );
}

/** People of the chapter who have a partner's mail now. Leans on subscriptions (organization_id, person_id). */
export function countConsented(db: EntityManager, chapterId: string): Promise<CountedFor[]> {
  return rows(
    db,
    `SELECT m.partner_id AS "organizationId", count(*)::int AS n
     FROM memberships m
     JOIN subscriptions s ON s.organization_id = m.partner_id AND s.is_subscribed AND s.channel = 'email'
     JOIN people p ON p.id = s.person_id AND p.owner_id = m.chapter_id AND p.state = 'active' AND NOT p.is_sealed
     WHERE m.chapter_id = $1 GROUP BY 1`,
    [chapterId],
  );
}

/** Commitments of each partner that were kept and missed in the month. */
export function countCommitments(
  db: EntityManager,
  chapterId: string,
  month: string,
): Promise<{ organizationId: string; done: number; missed: number }[]> {
  return rows(
    db,
    `SELECT partner_id AS "organizationId", (count(*) FILTER (WHERE state = 'done'))::int AS done,
       (count(*) FILTER (WHERE state = 'missed'))::int AS missed
     FROM commitments
     WHERE owner_id = $1 AND settled_on >= $2::date AND settled_on < ($2::date + interval '1 month') GROUP BY 1`,
    [chapterId, month],
  );
}

/** Partners of the chapter that have a code, by name: those that a statement is made for. */
export function findCredited(
  db: EntityManager,
  chapterId: string,
): Promise<{ partnerId: string; membershipId: string; name: string }[]> {
  return rows(
    db,
    `SELECT m.partner_id AS "partnerId", m.id AS "membershipId", o.public_name AS name
     FROM memberships m JOIN organizations o ON o.id = m.partner_id
     WHERE m.chapter_id = $1 AND EXISTS (SELECT 1 FROM source_codes c
       WHERE c.owner_id = m.chapter_id AND c.organization_id = m.partner_id)
     ORDER BY plain(o.public_name), m.id`,
    [chapterId],
  );
}

/** Canonical addresses of those who came by a partner's codes in the month, each once; see hash-matching.service.ts. */
export function findBroughtAddresses(
  db: EntityManager,
  { chapterId, partnerId, month }: { chapterId: string; partnerId: string; month: string },
): Promise<{ canonical: string }[]> {
  return rows(
    db,
    `${DEEDS}
     SELECT DISTINCT e.canonical
     FROM deeds d CROSS JOIN LATERAL (VALUES (d.first), (d.last)) AS t (code)
     JOIN source_codes c ON c.code = t.code AND c.owner_id = $1 AND c.organization_id = $3
     JOIN person_emails e ON e.person_id = d.person_id AND e.is_primary
     WHERE ${UNSEALED}`,
    [chapterId, month, partnerId],
  );
}
