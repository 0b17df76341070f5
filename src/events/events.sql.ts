import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../platform/database/sql.js';
import { type Event } from './event.entity.js';

/** Where an event stands in time, for lists. */
export type When = 'upcoming' | 'past' | 'drafts' | 'cancelled';

/** Which events a caller reaches: all of some organizations, and single ones of which they are a helper. */
export interface Reach {
  organizations: string[] | null;
  events: string[];
}

const COLUMNS = `e.id, e.owner_id AS "ownerId", e.campaign_id AS "campaignId", e.slug, e.state, e.kind, e.title, e.summary,
  e.description, e.time_zone AS "timeZone", e.mode, e.is_listed AS "isListed", e.venue, e.address,
  e.is_address_public AS "isAddressPublic", e.directions, e.accessibility, e.private_details AS "privateDetails",
  e.contact_email AS "contactEmail", e.calendar_sequence AS "calendarSequence", e.notice, e.is_practice AS "isPractice",
  e.published_at AS "publishedAt", e.cancelled_at AS "cancelledAt", e.updated_at AS "updatedAt"`;

/** What a list says of an event beside the event itself. */
export interface ListedEvent extends Event {
  /** Of the first and last shift; null for a draft without shifts. */
  startsAt: Date | null;
  endsAt: Date | null;
  /** Seats of all shifts; null where one of them has no limit. */
  capacity: number | null;
  taken: number;
  waiting: number;
  /** Seats that a newcomer gets in shifts yet to begin; null where one of these has no limit. */
  placesLeft: number | null;
}

const LISTED = `
  SELECT ${COLUMNS}, t.starts_at AS "startsAt", t.ends_at AS "endsAt", t.capacity, coalesce(t.taken, 0) AS taken,
    coalesce(t.waiting, 0) AS waiting, t.places_left AS "placesLeft"
  FROM events e
  LEFT JOIN LATERAL (
    SELECT min(s.starts_at) AS starts_at, max(s.ends_at) AS ends_at, sum(s.taken)::int AS taken,
      sum(s.waiting)::int AS waiting,
      CASE WHEN bool_or(s.capacity IS NULL AND s.starts_at > now()) THEN NULL
        ELSE coalesce(sum(s.capacity - s.taken) FILTER (WHERE s.waiting = 0 AND s.starts_at > now()), 0)::int END AS places_left,
      CASE WHEN bool_or(s.capacity IS NULL) THEN NULL ELSE sum(s.capacity)::int END AS capacity
    FROM shifts s WHERE s.event_id = e.id) t ON true`;

export function findEvent(db: EntityManager, id: string): Promise<ListedEvent | undefined> {
  return row(db, `${LISTED} WHERE e.id = $1`, [id]);
}

export function findEventBySlug(db: EntityManager, slug: string): Promise<ListedEvent | undefined> {
  return row(db, `${LISTED} WHERE e.slug = $1`, [slug]);
}

/** Holds the event against changes by others until the transaction ends. */
export function lockEvent(db: EntityManager, id: string): Promise<Event | undefined> {
  return row(db, `SELECT ${COLUMNS} FROM events e WHERE e.id = $1 FOR UPDATE`, [id]);
}

const WHEN: Record<When, string> = {
  upcoming: `e.state = 'published' AND t.ends_at > now()`,
  past: `e.state <> 'draft' AND t.ends_at <= now()`,
  drafts: `e.state = 'draft'`,
  cancelled: `e.state = 'cancelled'`,
};

/**
 * A page of a caller's events: upcoming ones soonest first, all others latest first. The key is the last row's
 * start (drafts without shifts: the epoch) and id; events are few thousand, so each list sorts what its state leaves.
 */
export function findEvents(
  db: EntityManager,
  asked: { reach: Reach; when: When; search: string; ownerId: string | null; after: [Date, string] | null },
  limit: number,
): Promise<ListedEvent[]> {
  const [comparison, order] = asked.when === 'upcoming' ? ['>', 'ASC'] : ['<', 'DESC'];
  const start = `coalesce(t.starts_at, 'epoch'::timestamptz)`;
  return rows(
    db,
    `${LISTED}
     WHERE ($1::uuid[] IS NULL OR e.owner_id = ANY ($1) OR e.id = ANY ($2::uuid[])) AND ${WHEN[asked.when]}
       AND ($3 = '' OR plain(e.title::text || ' ' || e.venue) LIKE '%' || plain($3) || '%')
       AND ($4::uuid IS NULL OR e.owner_id = $4)
       AND ($5::timestamptz IS NULL OR (date_trunc('milliseconds', ${start}), e.id) ${comparison} ($5, $6::uuid))
     ORDER BY date_trunc('milliseconds', ${start}) ${order}, e.id ${order} LIMIT $7`,
    [
      asked.reach.organizations,
      asked.reach.events,
      asked.search.replace(/[\\%_]/g, '\\$&'),
      asked.ownerId,
      asked.after?.[0] ?? null,
      asked.after?.[1] ?? null,
      limit,
    ],
  );
}

/** Published, listed and not over, soonest first; of one owner or of all. For visitors and calendars. */
export function findPublicEvents(
  db: EntityManager,
  ownerId: string | null,
  limit: number,
): Promise<ListedEvent[]> {
  return rows(
    db,
    `${LISTED} WHERE e.state = 'published' AND e.is_listed AND t.ends_at > now() AND ($1::uuid IS NULL OR e.owner_id = $1)
     ORDER BY t.starts_at, e.id LIMIT $2`,
    [ownerId, limit],
  );
}

/** What staff decide about an event; `undefined` leaves a column as it is. */
export type EventFields = Partial<
  Pick<
    Event,
    | 'campaignId'
    | 'kind'
    | 'title'
    | 'summary'
    | 'description'
    | 'timeZone'
    | 'mode'
    | 'isListed'
    | 'venue'
    | 'address'
    | 'isAddressPublic'
    | 'directions'
    | 'accessibility'
    | 'privateDetails'
    | 'contactEmail'
  >
>;

const FIELD_COLUMNS: Record<keyof EventFields, string> = {
  campaignId: 'campaign_id',
  kind: 'kind',
  title: 'title',
  summary: 'summary',
  description: 'description',
  timeZone: 'time_zone',
  mode: 'mode',
  isListed: 'is_listed',
  venue: 'venue',
  address: 'address',
  isAddressPublic: 'is_address_public',
  directions: 'directions',
  accessibility: 'accessibility',
  privateDetails: 'private_details',
  contactEmail: 'contact_email',
};

/** What a copy takes over. */
export function fieldsOf(event: Event): EventFields {
  const fields = Object.keys(FIELD_COLUMNS) as (keyof EventFields)[];
  return Object.fromEntries(fields.map((field) => [field, event[field]]));
}

function given(fields: EventFields): [column: string, value: unknown][] {
  const entries = Object.entries(fields) as [keyof EventFields, unknown][];
  return entries
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [FIELD_COLUMNS[field], value]);
}

/** A new draft's id; null where the slug is another event's, which the caller may not be able to see. */
export async function insertEvent(
  db: EntityManager,
  event: { ownerId: string; slug: string; isPractice: boolean; fields: EventFields },
): Promise<string | null> {
  const columns = given(event.fields);
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO events (owner_id, slug, is_practice${columns.map(([column]) => `, ${column}`).join('')})
     VALUES ($1, $2, $3${columns.map((_, at) => `, $${at + 4}`).join('')})
     ON CONFLICT (slug) DO NOTHING RETURNING id`,
    [event.ownerId, event.slug, event.isPractice, ...columns.map(([, value]) => value)],
  );
  return made?.id ?? null;
}

export async function updateEvent(db: EntityManager, id: string, fields: EventFields): Promise<void> {
  const columns = given(fields);
  await db.query(
    `UPDATE events SET updated_at = now()${columns.map(([column], at) => `, ${column} = $${at + 2}`).join('')} WHERE id = $1`,
    [id, ...columns.map(([, value]) => value)],
  );
}

/** draft -> published. False where it was no draft. */
export async function publishEvent(db: EntityManager, id: string): Promise<boolean> {
  const sql = `UPDATE events SET state = 'published', published_at = now(), updated_at = now()
    WHERE id = $1 AND state = 'draft'`;
  return (await affected(db, sql, [id])) === 1;
}

/** draft, published -> cancelled. False where it was cancelled already. */
export async function cancelEvent(db: EntityManager, id: string, notice: string): Promise<boolean> {
  const sql = `UPDATE events SET state = 'cancelled', cancelled_at = now(), updated_at = now(), notice = $2,
      calendar_sequence = calendar_sequence + 1
    WHERE id = $1 AND state <> 'cancelled'`;
  return (await affected(db, sql, [id, notice])) === 1;
}

/**
 * Says that calendars hold an old version of the event. Whoever is signed up has a notice due from now on; with
 * `isQuiet` they are taken to have been told.
 */
export async function outdateCalendars(
  db: EntityManager,
  id: string,
  { notice, isQuiet }: { notice: string; isQuiet: boolean },
): Promise<void> {
  const changed = await row<{ sequence: number }>(
    db,
    `WITH e AS (UPDATE events SET calendar_sequence = calendar_sequence + 1, notice = $2, updated_at = now()
       WHERE id = $1 RETURNING calendar_sequence) SELECT calendar_sequence AS sequence FROM e`,
    [id, notice],
  );
  if (isQuiet)
    await db.query(`UPDATE registrations SET told_sequence = $2 WHERE event_id = $1`, [
      id,
      changed!.sequence,
    ]);
}
