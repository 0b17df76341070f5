import { type EntityManager } from 'typeorm';
import { type Bind, binding, roomForSets, rows, rowsGuessed } from '../platform/database/sql.js';
import { type PeopleSort } from './people.forms.js';
import { type Order } from './people-order.sql.js';
import { type Among, type Selected } from './people-selection.access.js';

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
  among: Selected | null;
  sort: PeopleSort;
}

/** Which people: after this cursor, in this order, at most so many of each organization. */
export interface Wanted {
  filter: PeopleFilter;
  order: Order;
  after: readonly unknown[] | undefined;
  limit: number;
}

/** A condition that people meet who stand in another table: all of them as `SELECT id`, and whether `p` is one. */
interface Membership {
  all: Among;
  isOne: Among;
}

/** Below so many members they are looked up, all of them, which takes tenths of a second at most. */
const FEW = 10_000;
/**
 * So many people of the list are asked for each that is wanted, before the members are looked up all the same: twice as many
 * as it takes where ten thousand of a million are members, and they are anywhere in the list.
 */
const ASKED_FOR_EACH = 200;

/**
 * Where the people of a list come from: `WITH` before the statement, and a source of `p` for the organization `o`.
 *
 * Where few can be meant, as the planner believes, those are looked up and nobody else is touched. Otherwise each
 * organization's list is walked by the stretch of an index that holds its order (no index is in the order of names over several
 * owners), and everybody on the way is asked whether they are meant. Left to itself, the planner reads all members for every
 * page, or compares everybody on the way with each of them. A walk that meets too few (all members stand at the far end of
 * the order) is given up for the set of them all.
 */
export async function sourceOf(
  db: EntityManager,
  wanted: Wanted,
  parameters: unknown[],
): Promise<{ few: string; from: string; isPartial: string }> {
  const { filter } = wanted;
  const bind = binding(parameters);
  const sets: Among[] = filter.text === null ? [] : [matching(filter, filter.text)];
  const common: Membership[] = [];
  const memberships = membershipsOf(wanted);
  if (memberships.length > 0) await roomForSets(db);
  for (const each of memberships) {
    const alone: unknown[] = [];
    if ((await rowsGuessed(db, each.all(alone), alone)) < FEW) sets.push(each.all);
    else common.push(each);
  }
  if (sets.length === 0 && common.length > 0) sets.push(await firstOf(db, wanted, common.splice(0)));
  const where = [...conditions(wanted, bind), ...common.map(({ isOne }) => isOne(parameters))].join(' AND ');
  if (sets.length === 0) return { few: '', from: `listed_people p WHERE ${where}`, isPartial: 'false' };
  const few = sets.map((each) => each(parameters)).join(' INTERSECT ');
  return {
    few: `few (id) AS MATERIALIZED (SELECT DISTINCT * FROM (${few}) s),`,
    from: `few CROSS JOIN LATERAL (SELECT * FROM listed_people l WHERE l.id = few.id OFFSET 0) p WHERE ${where}`,
    isPartial: 'EXISTS (SELECT 1 FROM few WHERE id IS NULL)',
  };
}

/** Whose lists are read, as `o`. */
export function ownersOf({ within }: PeopleFilter, bind: Bind): string {
  return `unnest(coalesce(${bind(within, 'uuid[]')}, accord_scope())) o (id)`;
}

/** The first members of each organization's list behind the cursor: by a walk where that finds them, else of the set of all. */
async function firstOf(db: EntityManager, wanted: Wanted, members: readonly Membership[]): Promise<Among> {
  const { filter, order, limit } = wanted;
  const parameters: unknown[] = [];
  const bind = binding(parameters);
  const most = bind(limit, 'int');
  const owners = Math.max(1, filter.within?.length ?? 1);
  const asked = bind(Math.max(limit, Math.ceil((ASKED_FOR_EACH * limit) / owners)), 'int');
  const keys = order.keys.map((key, at) => `${key} AS key_${at}`).join(', ');
  const by = order.keys.map((_, at) => `key_${at} ${order.direction}`).join(', ');
  const where = [...conditions(wanted, bind), ...boundsOf(wanted, parameters)].join(' AND ');
  // Sorted by columns of its own, so that the walk is known to be in order already and ends with the last who is wanted.
  const stretch = `SELECT p.*, ${keys} FROM listed_people p WHERE ${where} ORDER BY ${by} LIMIT ${asked}`;
  const walked = await rows<{ ids: string[]; isCut: boolean }>(
    db,
    `SELECT w.ids, CASE WHEN cardinality(w.ids) < ${most} THEN (SELECT count(*) FROM (${stretch}) s) = ${asked}
       ELSE false END AS "isCut"
     FROM ${ownersOf(filter, bind)} CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT p.id FROM (${stretch}) p WHERE ${members.map(({ isOne }) => isOne(parameters)).join(' AND ')}
         ORDER BY ${by} LIMIT ${most}) AS ids) w`,
    parameters,
  );
  if (walked.some(({ isCut }) => isCut)) return firstOfAll(wanted, members);
  const ids = walked.flatMap((each) => each.ids);
  return (given) => `SELECT unnest(${binding(given)(ids, 'uuid[]')}) AS id`;
}

/** OFFSET 0: planned for all of them, not for the few that the order and the limit leave. */
function firstOfAll(wanted: Wanted, members: readonly Membership[]): Among {
  const { filter, order, limit } = wanted;
  return (parameters) => {
    const bind = binding(parameters);
    const areMembers = members.map(({ all }) => `p.id IN (${all(parameters)})`).join(' AND ');
    return `SELECT f.id FROM ${ownersOf(filter, bind)} CROSS JOIN LATERAL (
      SELECT p.id FROM (SELECT p.* FROM listed_people p WHERE ${conditions(wanted, bind).join(' AND ')} AND ${areMembers} OFFSET 0) p
      ORDER BY ${order.by} LIMIT ${bind(limit, 'int')}) f`;
  };
}

/** Where in the order members can be at all. */
function boundsOf({ filter: { among }, order: { column } }: Wanted, parameters: unknown[]): string[] {
  return among && column !== 'name' ? [among.bounds(column)(parameters)] : [];
}

/** What is asked of `p` alone, and that it stands behind the cursor. */
function conditions({ filter, order, after }: Wanted, bind: Bind): string[] {
  const { ownerId, isSubscribed, language, metWithinDays } = filter;
  return [
    'p.owner_id = o.id',
    ownerId && `p.owner_id = ${bind(ownerId, 'uuid')}`,
    isSubscribed !== null &&
      `${bind(isSubscribed, 'boolean')} = EXISTS (SELECT 1 FROM subscriptions s WHERE s.person_id = p.id
         AND s.organization_id = p.owner_id AND s.channel = 'email' AND s.is_subscribed)`,
    language && `p.language = ${bind(language, 'text')}`,
    metWithinDays !== null && order.column === 'created_at' && lately(metWithinDays, bind),
    after && order.after(after, bind),
  ].filter((each) => typeof each === 'string');
}

/** Whose name, email or telephone number holds the text. */
function matching({ within, ownerId, most }: PeopleFilter, text: string): Among {
  const digits = text.replace(/\D/g, '');
  return (parameters) => {
    const bind = binding(parameters);
    const owners = ownerId ? bind([ownerId], 'uuid[]') : bind(within, 'uuid[]');
    return `SELECT people_matching(plain(${bind(text, 'text')}), ${bind(digits.length >= 3 ? digits : '', 'text')}, ${owners},
      ${bind(most, 'int')})`;
  };
}

function membershipsOf({ filter, order }: Wanted): Membership[] {
  const { among, tagId, did, whatId, metWithinDays, within } = filter;
  return [
    among && chosen(among),
    tagId && tagged(tagId),
    did && doers(did, whatId),
    // In the order of this very column it is one end of the list.
    metWithinDays !== null && order.column !== 'created_at' && met(metWithinDays, within),
  ].filter((each) => typeof each === 'object' && each !== null);
}

const chosen = ({ all }: Selected): Membership => ({
  all,
  isOne: (parameters) => `EXISTS (SELECT 1 FROM (${all(parameters)}) m WHERE m.id = p.id OFFSET 0)`,
});

const lately = (days: number, bind: Bind): string =>
  `p.created_at > now() - make_interval(days => ${bind(days, 'int')})`;

function met(days: number, within: readonly string[] | null): Membership {
  return {
    all: (parameters) => {
      const bind = binding(parameters);
      return `SELECT p.id FROM listed_people p WHERE ${lately(days, bind)}
        AND p.owner_id = ANY (coalesce(${bind(within, 'uuid[]')}, accord_scope()))`;
    },
    isOne: (parameters) => lately(days, binding(parameters)),
  };
}

/** Leans on the primary key of person_tags. */
function tagged(tagId: string): Membership {
  const tag: Among = (parameters) => `t.tag_id = ${binding(parameters)(tagId, 'uuid')}`;
  return {
    all: (parameters) => `SELECT t.person_id AS id FROM person_tags t WHERE ${tag(parameters)}`,
    isOne: (parameters) =>
      `EXISTS (SELECT 1 FROM person_tags t WHERE ${tag(parameters)} AND t.person_id = p.id OFFSET 0)`,
  };
}

/** What was done under a record that was merged is the kept person's. Leans on engagements (what_id, did) and (person_id, at). */
function doers(did: string, whatId: string | null): Membership {
  const deed: Among = (parameters) => {
    const bind = binding(parameters);
    return `e.did = ${bind(did, 'text')}${whatId ? ` AND e.what_id = ${bind(whatId, 'uuid')}` : ''}`;
  };
  return {
    all: (
      parameters,
    ) => `SELECT coalesce(r.merged_into, r.id) AS id FROM engagements e JOIN people r ON r.id = e.person_id
      WHERE ${deed(parameters)}`,
    isOne: (parameters) => `EXISTS (SELECT 1 FROM engagements e WHERE e.person_id = ANY (
      ARRAY(SELECT p.id UNION ALL SELECT r.id FROM people r WHERE r.merged_into = p.id)) AND ${deed(parameters)} OFFSET 0)`,
  };
}
