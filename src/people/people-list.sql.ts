import { type EntityManager } from 'typeorm';
import { binding, rows } from '../platform/database/sql.js';
import { orderOf } from './people-order.sql.js';
import { ownersOf, type PeopleFilter, sourceOf } from './people-source.sql.js';

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
  const order = orderOf(filter.sort);
  const parameters: unknown[] = [];
  const { few, from, isPartial } = await sourceOf(db, { filter, order, after, limit }, parameters);
  const bind = binding(parameters);
  const most = bind(limit, 'int');
  return rows(
    db,
    `WITH ${few} page AS (
       SELECT p.*, row_number() OVER (ORDER BY ${order.by}) AS place, jsonb_build_array(${order.key}) AS key
       FROM ${ownersOf(filter, bind)} CROSS JOIN LATERAL (
         SELECT p.* FROM ${from} ORDER BY ${order.by} LIMIT ${most}) p
       ORDER BY ${order.by} LIMIT ${most}
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
