import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { addressesOf, type ChosenPeople } from '../mailings/audience.sql.js';

/** One mailing as the calendar shows it. */
export interface DatedMailing {
  organizationId: string;
  organizationName: string;
  /** When it began, or is to begin. */
  at: Date;
  isPlanned: boolean;
  /** Null for mailings of organizations whose mailings the caller does not read. */
  mailing: { id: string; name: string } | null;
}

export interface Period {
  since: Date;
  until: Date;
}

/**
 * The caller's own, and with them those of others as far as the network lets them be known (mailings_of_others). Leans on
 * mailings_in_time.
 */
export function findDated(
  db: EntityManager,
  owners: readonly string[] | null,
  { since, until }: Period,
): Promise<DatedMailing[]> {
  return rows(
    db,
    `SELECT m.owner_id AS "organizationId", o.public_name AS "organizationName", coalesce(m.started_at, m.scheduled_at) AS at,
       m.started_at IS NULL AS "isPlanned", jsonb_build_object('id', m.id, 'name', m.name) AS mailing
     FROM mailings m JOIN organizations o ON o.id = m.owner_id
     WHERE coalesce(m.started_at, m.scheduled_at) >= $2 AND coalesce(m.started_at, m.scheduled_at) < $3
       AND (m.started_at IS NOT NULL OR m.state IN ('scheduled', 'preparing'))
       AND ($1::uuid[] IS NULL OR m.owner_id = ANY ($1))
     UNION ALL
     SELECT organization_id, organization_name, at, is_planned, NULL FROM mailings_of_others($2, $3)
     ORDER BY at LIMIT 500`,
    [owners, since, until],
  );
}

/** By the other organization, as it was last counted. Leans on the primary key. */
export async function keptOverlaps(db: EntityManager, ownerId: string): Promise<Map<string, number>> {
  const found = await rows<{ id: string; count: number }>(
    db,
    `SELECT other_id AS id, shared_count AS count FROM list_overlaps WHERE owner_id = $1`,
    [ownerId],
  );
  return new Map(found.map(({ id, count }) => [id, count]));
}

/**
 * How many addresses of the audience each of these mailings reaches: those that began by their deliveries, those to come by
 * whom they choose now. An address is matched as the cap does it, whoever owns the person; but every row is of the scope.
 *
 * Of a sample nobody can be drawn as of all. So there a draw is taken for what it is, the same chance for each.
 *
 * @param percent of the people in segment_people_sample, of whom it is made out (Segments.sample); null to ask of everybody
 */
export async function countShared(
  db: EntityManager,
  audience: ChosenPeople,
  others: { begun: readonly string[]; planned: readonly { id: string; chosen: ChosenPeople }[] },
  percent: number | null,
): Promise<Map<string, number>> {
  const values: unknown[] = [others.begun];
  const undrawn = (chosen: ChosenPeople): ChosenPeople =>
    percent === null ? chosen : { ...chosen, drawn: null };
  /** How likely somebody of these, whom the sample holds, is drawn. */
  const chance = ({ drawn }: ChosenPeople, eligible: () => string): string =>
    percent === null || !drawn
      ? '1'
      : `(SELECT least(1, $${values.push((drawn.most * percent) / 100)}::float8 / greatest(1, count(*))) FROM ${eligible()} e)`;
  const people = percent === null ? 'segment_people' : 'segment_people_sample';
  const mine = addressesOf(undrawn(audience), values, people);
  const ofMine = `$${values.push(100 / (percent ?? 100))}::float8 * ${chance(audience, () => 'mine')}`;
  const planned = others.planned.map(({ id, chosen }) => {
    const addresses = addressesOf(undrawn(chosen), values, 'segment_people', 'mine');
    const ofTheirs = chance(chosen, () => `(${addressesOf(undrawn(chosen), values, people)})`);
    return `SELECT $${values.push(id)}::uuid, count(*) * ${ofTheirs} FROM (${addresses}) reached`;
  });
  const found = await rows<{ id: string; count: number }>(
    db,
    `WITH mine AS MATERIALIZED (${mine}),
     shared AS (${[
       `SELECT d.mailing_id AS id, count(*) AS count FROM mine JOIN deliveries d ON d.canonical_email = mine.canonical
        WHERE d.mailing_id = ANY ($1::uuid[]) AND d.state NOT IN ('suppressed', 'cancelled') GROUP BY d.mailing_id`,
       ...planned,
     ].join(' UNION ALL ')})
     SELECT id, round(count * ${ofMine})::int AS count FROM shared`,
    values,
  );
  return new Map(found.map(({ id, count }) => [id, count]));
}

/** False where they were counted in the last so many days, or nobody is to know. One worker has the turn. */
export async function takeTurn(db: EntityManager, days: number): Promise<boolean> {
  const taken = await affected(
    db,
    `UPDATE network_rules SET lists_counted_at = now()
     WHERE calendar = 'overlaps' AND coalesce(lists_counted_at, '-infinity') < now() - make_interval(days => $1)`,
    [days],
  );
  return taken > 0;
}

/**
 * Counts for every two organizations how many addresses subscribe to both, in full fives, and forgets what was counted
 * before. Sealed people are not counted. Runs as the owner of the tables; one pass over the subscriptions.
 */
export async function countLists(db: EntityManager): Promise<void> {
  await db.query(`DELETE FROM list_overlaps`);
  await db.query(
    `WITH listed AS MATERIALIZED (
       SELECT DISTINCT u.organization_id, e.canonical FROM subscriptions u
       JOIN people p ON p.id = u.person_id AND p.state = 'active' AND NOT p.is_sealed
       JOIN person_emails e ON e.person_id = p.id AND e.is_primary AND e.status = 'ok'
       WHERE u.channel = 'email' AND u.is_subscribed)
     INSERT INTO list_overlaps (owner_id, other_id, shared_count)
     SELECT a.organization_id, b.organization_id, count(*) - count(*) % 5
     FROM listed a JOIN listed b ON b.canonical = a.canonical AND b.organization_id <> a.organization_id
     GROUP BY 1, 2 HAVING count(*) >= 5`,
  );
}
