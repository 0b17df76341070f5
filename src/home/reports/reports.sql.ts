import { type EntityManager } from 'typeorm';
import { type Among } from '../../people/people-selection.access.js';
import { rows } from '../../platform/database/sql.js';

/*
 * The figures of a period (RP-1). Days are those of the place where the organization is. Nobody whose record is sealed is
 * in any of them, whoever reads, because reports are passed on.
 */
export interface Period {
  /** The organizations that may be counted; null leaves it to row-level security. */
  within: readonly string[] | null;
  ownerId: string | null;
  /** Days, YYYY-MM-DD, both included. */
  from: string;
  to: string;
  /** Only people among these; everybody without. */
  among: Among | null;
}

export interface OrganizationFigures {
  id: string;
  name: string;
  actions: number;
  newPeople: number;
  activePeople: number;
  /** Of shifts with a limit; of the event, so not narrowed to a segment. */
  placesTaken: number;
  places: number;
  came: number;
  stayedAway: number;
  letters: number;
}

const OWNERS = `SELECT o.id, o.public_name AS name, zone.name AS zone,
    $3::date::timestamp AT TIME ZONE zone.name AS from_at, ($4::date + 1)::timestamp AT TIME ZONE zone.name AS until_at
  FROM organizations o LEFT JOIN chapters c ON c.id = o.id
  CROSS JOIN LATERAL (SELECT coalesce(c.time_zone, 'America/New_York') AS name) zone
  WHERE o.kind IN ('network', 'chapter') AND ($1::uuid[] IS NULL OR o.id = ANY ($1)) AND ($2::uuid IS NULL OR o.id = $2)`;

/** `p` is the person, the record that was kept where they were merged. NULL where a deed is nobody's. */
const PERSON = (of: string): string =>
  `LEFT JOIN people m ON m.id = ${of} LEFT JOIN people p ON p.id = coalesce(m.merged_into, m.id)`;

/** The condition on `p`, and the parameters with those of the segment. */
function counted({ within, ownerId, from, to, among }: Period): { parameters: unknown[]; isCounted: string } {
  const parameters: unknown[] = [within, ownerId, from, to];
  const isAmong = among ? ` AND p.id IN (${among(parameters)})` : '';
  return { parameters, isCounted: `coalesce(NOT p.is_sealed, true)${isAmong}` };
}

/** A line for each organization. Leans on engagements (owner_id, at) and people (owner_id, created_at). */
export function findFigures(
  db: EntityManager,
  period: Period,
  actions: readonly string[],
): Promise<OrganizationFigures[]> {
  const { parameters, isCounted } = counted(period);
  const did = `$${parameters.push(actions)}::text[]`;
  return rows(
    db,
    `WITH w AS MATERIALIZED (${OWNERS})
     SELECT w.id, w.name, deeds.actions, deeds."activePeople", met.n AS "newPeople", seats.taken AS "placesTaken",
       seats.places, shown.came, shown."stayedAway", sent.n AS letters
     FROM w
     CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE e.at >= w.from_at))::int AS actions,
         (count(DISTINCT p.id) FILTER (WHERE e.at >= w.until_at - interval '90 days'))::int AS "activePeople"
       FROM engagements e ${PERSON('e.person_id')}
       WHERE e.owner_id = w.id AND e.did = ANY (${did}) AND e.at < w.until_at
         AND e.at >= least(w.from_at, w.until_at - interval '90 days') AND ${isCounted}) deeds
     CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM people p
       WHERE p.owner_id = w.id AND p.state = 'active' AND p.created_at >= w.from_at AND p.created_at < w.until_at
         AND ${isCounted}) met
     CROSS JOIN LATERAL (SELECT coalesce(sum(s.taken), 0)::int AS taken, coalesce(sum(s.capacity), 0)::int AS places
       FROM events v JOIN shifts s ON s.event_id = v.id
       WHERE v.owner_id = w.id AND v.state = 'published' AND s.capacity IS NOT NULL
         AND s.starts_at >= w.from_at AND s.starts_at < w.until_at) seats
     CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE a.state = 'attended'))::int AS came,
         (count(*) FILTER (WHERE a.state = 'no-show'))::int AS "stayedAway"
       FROM attendances a JOIN shifts s ON s.id = a.shift_id JOIN registrations r ON r.id = a.registration_id
       ${PERSON('r.person_id')}
       WHERE a.owner_id = w.id AND a.state IN ('attended', 'no-show')
         AND s.starts_at >= w.from_at AND s.starts_at < w.until_at AND ${isCounted}) shown
     CROSS JOIN LATERAL (SELECT count(*)::int AS n
       FROM outreaches o JOIN letters l ON l.id = o.letter_id ${PERSON('l.person_id')}
       WHERE o.owner_id = w.id AND o.state IN ('sent', 'handed-off')
         AND o.updated_at >= w.from_at AND o.updated_at < w.until_at AND ${isCounted}) sent
     ORDER BY w.name, w.id`,
    parameters,
  );
}

export interface TargetFigures {
  ownerId: string;
  ownerName: string;
  officialId: string;
  officialName: string;
  office: string;
  /** That left: by mail, or by the writer's own hand. */
  letters: number;
  constituents: number;
  /** Of these, how many their writers handed in themselves; the others' servers took them. */
  byHand: number;
  onTheirWay: number;
  cameBack: number;
  unknown: number;
}

/** The most that a screen or a file of targets holds: an upper and a lower house, twice. */
const MOST_TARGETS = 1000;

const GONE = `o.state IN ('sent', 'handed-off')`;

/**
 * Letters by whom they went to, most first, and what became of them: by the outreach, which follows its delivery. A constituent
 * is one address, and is counted by what left.
 */
export function findTargets(db: EntityManager, period: Period): Promise<TargetFigures[]> {
  const { parameters, isCounted } = counted(period);
  return rows(
    db,
    `WITH w AS MATERIALIZED (${OWNERS})
     SELECT w.id AS "ownerId", w.name AS "ownerName", f.id AS "officialId", f.name AS "officialName",
       max(s.title || ', ' || s.seat) AS office, count(*) FILTER (WHERE ${GONE})::int AS letters,
       count(DISTINCT o.canonical_email) FILTER (WHERE ${GONE})::int AS constituents,
       count(*) FILTER (WHERE o.state = 'handed-off')::int AS "byHand",
       count(*) FILTER (WHERE o.state = 'queued')::int AS "onTheirWay",
       count(*) FILTER (WHERE o.state = 'failed')::int AS "cameBack",
       count(*) FILTER (WHERE o.state = 'unknown')::int AS unknown
     FROM w JOIN outreaches o ON o.owner_id = w.id JOIN letters l ON l.id = o.letter_id ${PERSON('l.person_id')}
     JOIN officials f ON f.id = o.official_id JOIN offices s ON s.id = o.office_id
     WHERE o.state IN ('sent', 'handed-off', 'queued', 'failed', 'unknown')
       AND o.updated_at >= w.from_at AND o.updated_at < w.until_at AND ${isCounted}
     GROUP BY w.id, w.name, f.id, f.name ORDER BY letters DESC, f.name, f.id, w.id LIMIT ${MOST_TARGETS}`,
    parameters,
  );
}
