import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type Localized } from '../layout/i18n.js';

/*
 * The figures of the console's first screen. Each takes the organizations that it may count, which is the rule of
 * row-level security said a second time; null leaves it to row-level security alone.
 */
type Owners = readonly string[] | null;

const OF_OWNERS = `($1::uuid[] IS NULL OR owner_id = ANY ($1))`;

export interface PeopleFigure {
  /** Records that are neither merged nor erased; a human known to two chapters counts in both. */
  total: number;
  /** Those made in the last seven days. */
  newInWeek: number;
}

/** Leans on people (owner_id, created_at) WHERE state = 'active'. */
export async function countPeople(db: EntityManager, owners: Owners): Promise<PeopleFigure> {
  const found = await row<PeopleFigure>(
    db,
    `SELECT count(*)::int AS total, (count(*) FILTER (WHERE created_at > now() - interval '7 days'))::int AS "newInWeek"
     FROM people WHERE state = 'active' AND ${OF_OWNERS}`,
    [owners],
  );
  return found!;
}

export interface SignaturesFigure {
  /** Confirmed and not withdrawn, on petitions of every state. */
  confirmed: number;
  openPetitions: number;
  /** Confirmed on open petitions, and what those petitions want together: for the bar towards the goal. */
  confirmedOnOpen: number;
  goalOfOpen: number;
}

/** The petitions' own counts, and with them the deltas that no roll-up has taken in yet. */
export async function countSignatures(db: EntityManager, owners: Owners): Promise<SignaturesFigure> {
  const found = await row<SignaturesFigure>(
    db,
    `WITH counted AS (
       SELECT p.goal, p.state = 'open' AND (p.closes_at IS NULL OR p.closes_at > now()) AS is_open,
         p.confirmed_count + coalesce((SELECT sum(d.n) FROM petition_deltas d WHERE d.petition_id = p.id), 0) AS confirmed
       FROM petitions p WHERE ${OF_OWNERS}
     )
     SELECT coalesce(sum(confirmed), 0)::int AS confirmed, (count(*) FILTER (WHERE is_open))::int AS "openPetitions",
       coalesce(sum(confirmed) FILTER (WHERE is_open), 0)::int AS "confirmedOnOpen",
       coalesce(sum(goal) FILTER (WHERE is_open), 0)::int AS "goalOfOpen"
     FROM counted`,
    [owners],
  );
  return found!;
}

export interface PlacesFigure {
  /** Published events with a shift that is not over. */
  events: number;
  /** Places of their shifts to come: taken, and still open. Shifts without a capacity count only as taken. */
  taken: number;
  open: number;
}

export async function countPlaces(db: EntityManager, owners: Owners): Promise<PlacesFigure> {
  const found = await row<PlacesFigure>(
    db,
    `SELECT count(DISTINCT e.id)::int AS events, coalesce(sum(s.taken), 0)::int AS taken,
       coalesce(sum(s.capacity - s.taken), 0)::int AS open
     FROM events e JOIN shifts s ON s.event_id = e.id
     WHERE e.state = 'published' AND s.ends_at > now() AND ${OF_OWNERS}`,
    [owners],
  );
  return found!;
}

export interface LettersFigure {
  /** Letters that left for an office: by mail, or handed to a web form or telephone. */
  sent: number;
  sentInWeek: number;
}

export async function countLetters(db: EntityManager, owners: Owners): Promise<LettersFigure> {
  const found = await row<LettersFigure>(
    db,
    `SELECT count(*)::int AS sent, (count(*) FILTER (WHERE updated_at > now() - interval '7 days'))::int AS "sentInWeek"
     FROM outreaches WHERE state IN ('sent', 'handed-off') AND ${OF_OWNERS}`,
    [owners],
  );
  return found!;
}

export interface WeekOfActions {
  /** Its Monday, YYYY-MM-DD. */
  week: string;
  did: string;
  count: number;
}

/**
 * What people did in this week and the eleven before, by the weeks of the place where it was done: a rally on Sunday
 * evening in Denver belongs to Denver's Sunday. Leans on engagements_doers, by the first condition on the time: the
 * second asks for the place, and no index knows that.
 */
export function countActionsByWeek(
  db: EntityManager,
  owners: Owners,
  deeds: readonly string[],
): Promise<WeekOfActions[]> {
  return rows(
    db,
    `SELECT to_char(date_trunc('week', e.at AT TIME ZONE zone.name), 'YYYY-MM-DD') AS week, e.did, count(*)::int AS count
     FROM engagements e LEFT JOIN chapters c ON c.id = e.owner_id
     CROSS JOIN LATERAL (SELECT coalesce(c.time_zone, 'UTC') AS name) zone
     WHERE ${OF_OWNERS} AND e.did = ANY ($2) AND e.at >= now() - interval '86 days'
       AND e.at >= date_trunc('week', now() AT TIME ZONE zone.name) AT TIME ZONE zone.name - interval '77 days'
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [owners, deeds],
  );
}

export interface EventOfToday {
  id: string;
  title: Localized;
  timeZone: string;
  startsAt: Date;
  /** Places taken on today's shifts, and people checked in there. */
  expected: number;
  attended: number;
}

/** Published events with a shift on the present day of the event's own zone. */
export function findEventsOfToday(db: EntityManager, owners: Owners): Promise<EventOfToday[]> {
  return rows(
    db,
    `SELECT e.id, e.title, e.time_zone AS "timeZone", min(s.starts_at) AS "startsAt", sum(s.taken)::int AS expected,
       (SELECT coalesce(sum(a.seats), 0)::int FROM attendances a JOIN shifts t ON t.id = a.shift_id
        WHERE t.event_id = e.id AND a.state = 'attended'
          AND t.starts_local::date = (now() AT TIME ZONE e.time_zone)::date) AS attended
     FROM events e JOIN shifts s ON s.event_id = e.id
     WHERE e.state = 'published' AND s.starts_local::date = (now() AT TIME ZONE e.time_zone)::date
       AND s.starts_at BETWEEN now() - interval '2 days' AND now() + interval '2 days' AND ${OF_OWNERS}
     GROUP BY e.id ORDER BY 4 LIMIT 10`,
    [owners],
  );
}

export interface MailingUnderWay {
  id: string;
  name: string;
  state: 'scheduled' | 'held' | 'preparing' | 'sending' | 'paused';
  scheduledAt: Date | null;
  done: number;
  total: number;
}

/** On their way now, or due within a day. `done` are those that need no further work. */
export function findMailingsUnderWay(db: EntityManager, owners: Owners): Promise<MailingUnderWay[]> {
  return rows(
    db,
    `SELECT m.id, m.name, m.state, m.scheduled_at AS "scheduledAt", d.done, coalesce(m.audience_count, d.total) AS total
     FROM mailings m CROSS JOIN LATERAL (
       SELECT coalesce(sum(count), 0)::int AS total,
         coalesce(sum(count) FILTER (WHERE state NOT IN ('pending', 'claimed', 'handed', 'deferred')), 0)::int AS done
       FROM count_deliveries(m.id)) d
     WHERE (m.state IN ('held', 'preparing', 'sending', 'paused')
         OR (m.state = 'scheduled' AND m.scheduled_at < now() + interval '24 hours')) AND ${OF_OWNERS}
     ORDER BY m.scheduled_at NULLS FIRST, m.id LIMIT 10`,
    [owners],
  );
}
