import { type EntityManager } from 'typeorm';
import { roomForSets, rows, rowsGuessed } from '../platform/database/sql.js';
import { type PeopleSort } from './people.forms.js';
import { type Among } from './people-selection.access.js';

export interface ListedPerson {
  id: string;
  ownerId: string;
  ownerName: string;
  givenName: string;
  familyName: string;
  language: string;
  email: string | null;
  emailStatus: 'ok' | 'bouncing' | 'invalid' | null;
  phone: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  isSubscribed: boolean;
  isSealed: boolean;
  tags: { id: string; name: string }[];
  actionCount: number;
  lastActionAt: Date | null;
  isPractice: boolean;
  createdAt: Date;
  /** More may match than are listed: so very many share what was searched for. */
  isPartial: boolean;
  /** The sort key as text, to the microsecond. */
  key: [string | null, string | null];
}

export interface PeopleFilter {
  within: readonly string[] | null;
  text: string | null;
  /** So many by name, email and telephone each are enough of a text; null for all. */
  most: number | null;
  ownerId: string | null;
  tagId: string | null;
  did: string | null;
  whatId: string | null;
  isSubscribed: boolean | null;
  language: string | null;
  metWithinDays: number | null;
  /** Only these. */
  among: Among | null;
  sort: PeopleSort;
}

interface Order {
  /** The sort key as text, for the cursor: two parts, the second NULL where one is enough. */
  key: string;
  by: string;
  /** What comes after the cursor ($10, $11, $12). */
  after: string;
}

/** Each field leans on its own index of people, read in either direction; all begin with the owner. */
function orderOf(sort: PeopleSort): Order {
  const [direction, beyond] = sort.startsWith('-') ? ['DESC', '<'] : ['ASC', '>'];
  const inTime = (at: string): Order => ({
    key: `(${at})::text, NULL`,
    by: `${at} ${direction}, p.id ${direction}`,
    after: `($11::text IS NULL AND (${at}, p.id) ${beyond} ($10::timestamptz, $12::uuid))`,
  });
  switch (sort.replace('-', '') as 'name' | 'created_at' | 'last_action_at') {
    case 'name':
      return {
        key: 'plain(p.family_name), plain(p.given_name)',
        by: `plain(p.family_name) ${direction}, plain(p.given_name) ${direction}, p.id ${direction}`,
        after: `(plain(p.family_name), plain(p.given_name), p.id) ${beyond} ($10::text, $11::text, $12::uuid)`,
      };
    case 'created_at':
      return inTime('p.created_at');
    case 'last_action_at': // whoever never acted did so before everybody
      return inTime(`coalesce(p.last_action_at, '-infinity')`);
  }
}

/** A set of people of whom so many are in it that the first of any list are found sooner by asking one after the other. */
const COMMON = 20_000;

/**
 * Where the people of a list come from, as `p`. Where few can be meant, as the planner believes, those are looked up and
 * nobody else is touched. Otherwise each organization's list is walked by the stretch of an index that holds its order (no
 * index is in the order of names over several owners), and everybody on the way is asked whether they belong to the set.
 * Left to itself, the planner compares everybody on the way with each of the few.
 */
async function sourceOf(
  db: EntityManager,
  { text, among }: PeopleFilter,
  parameters: unknown[],
): Promise<{ few: string; from: string; isPartial: string }> {
  const sets: string[] = [];
  // Without a text its places are still bound, and are to be of a type.
  let asked = text === null ? `AND $2::text IS NULL AND $3::text = '' AND $15::int IS NULL` : '';
  if (text !== null)
    sets.push(
      `SELECT people_matching(plain($2), $3, CASE WHEN $4::uuid IS NULL THEN $1::uuid[] ELSE ARRAY[$4::uuid] END, $15)`,
    );
  if (among) {
    await roomForSets(db);
    const alone: unknown[] = [];
    const guess = await rowsGuessed(db, among(alone), alone);
    const set = among(parameters);
    if (guess < COMMON) sets.push(set);
    else asked += ` AND EXISTS (SELECT 1 FROM (${set}) m WHERE m.id = p.id OFFSET 0)`;
  }
  if (sets.length === 0)
    return {
      few: '',
      from: `listed_people p WHERE p.owner_id = o.id ${asked}`,
      isPartial: 'false',
    };
  return {
    few: `few (id) AS MATERIALIZED (SELECT DISTINCT * FROM (${sets.join(' INTERSECT ')}) s),`,
    from: `few CROSS JOIN LATERAL (SELECT * FROM listed_people l WHERE l.id = few.id OFFSET 0) p WHERE p.owner_id = o.id ${asked}`,
    isPartial: 'EXISTS (SELECT 1 FROM few WHERE id IS NULL)',
  };
}

/**
 * One page of people. The page's rows are found first and dressed after, so that addresses, tags and subscriptions are
 * read for those rows only. `listed_people` says what row-level security says, without standing between the cursor and the
 * index.
 */
export async function findPeople(
  db: EntityManager,
  filter: PeopleFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<ListedPerson[]> {
  const sort = orderOf(filter.sort);
  const digits = filter.text?.replace(/\D/g, '') ?? '';
  const parameters: unknown[] = [
    filter.within,
    filter.text,
    digits.length >= 3 ? digits : '',
    filter.ownerId,
    filter.tagId,
    filter.did,
    filter.whatId,
    filter.isSubscribed,
    filter.language,
    after?.[0] ?? null,
    after?.[1] ?? null,
    after?.[2] ?? null,
    limit,
    filter.metWithinDays,
    filter.most,
  ];
  const { few, from, isPartial } = await sourceOf(db, filter, parameters);
  return rows(
    db,
    `WITH ${few} page AS (
       SELECT p.*, row_number() OVER (ORDER BY ${sort.by}) AS place, jsonb_build_array(${sort.key}) AS key
       FROM unnest(coalesce($1::uuid[], accord_scope())) o (id) CROSS JOIN LATERAL (
       SELECT p.* FROM ${from}
         AND ($4::uuid IS NULL OR p.owner_id = $4)
         AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM person_tags t WHERE t.tag_id = $5 AND t.person_id = p.id))
         AND ($6::text IS NULL OR p.id IN (SELECT coalesce(r.merged_into, r.id) FROM engagements e JOIN people r ON r.id = e.person_id
           WHERE e.did = $6 AND ($7::uuid IS NULL OR e.what_id = $7)))
         AND ($8::boolean IS NULL OR $8 = EXISTS (SELECT 1 FROM subscriptions s WHERE s.person_id = p.id
           AND s.organization_id = p.owner_id AND s.channel = 'email' AND s.is_subscribed))
         AND ($9::text IS NULL OR p.language = $9)
         AND ($14::int IS NULL OR p.created_at > now() - make_interval(days => $14))
         AND ($12::uuid IS NULL OR ${sort.after})
       ORDER BY ${sort.by} LIMIT $13) p
       ORDER BY ${sort.by} LIMIT $13
     )
     SELECT p.id, p.owner_id AS "ownerId", o.public_name AS "ownerName", p.given_name AS "givenName",
       p.family_name AS "familyName", p.language, e.address AS email, e.status AS "emailStatus", t.e164 AS phone,
       a.city, a.state, a.zip, coalesce(s.is_subscribed, false) AS "isSubscribed", p.is_sealed AS "isSealed",
       tags.list AS tags, p.action_count AS "actionCount", p.last_action_at AS "lastActionAt",
       p.is_practice AS "isPractice", p.created_at AS "createdAt", p.key,
       ${isPartial} AS "isPartial"
     FROM page p
     LEFT JOIN organizations o ON o.id = p.owner_id
     LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     LEFT JOIN person_phones t ON t.person_id = p.id AND t.is_primary
     LEFT JOIN person_addresses a ON a.person_id = p.id AND a.is_primary
     LEFT JOIN subscriptions s ON s.person_id = p.id AND s.organization_id = p.owner_id AND s.channel = 'email'
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.name), '[]') AS list
       FROM person_tags pt JOIN tags g ON g.id = pt.tag_id WHERE pt.person_id = p.id) tags
     ORDER BY p.place`,
    parameters,
  );
}
