import { type EntityManager } from 'typeorm';
import { type Localized } from '../layout/i18n.js';
import { rows } from '../platform/database/sql.js';
import { type NextActionKind, type PetitionState } from './petition.entity.js';
import { type PetitionSort } from './petitions.forms.js';

/** A petition with its figures, as lists and records show it. */
export interface ListedPetition {
  id: string;
  ownerId: string;
  ownerName: string;
  slug: string;
  state: PetitionState;
  title: Localized;
  addressedTo: Localized;
  ask: Localized;
  background: Localized;
  thanks: Localized;
  version: number;
  goal: number;
  goalCap: number | null;
  isCountHidden: boolean;
  closesAt: Date | null;
  nextActionKind: NextActionKind | null;
  nextActionSlug: string | null;
  campaignId: string | null;
  confirmedCount: number;
  isPractice: boolean;
  createdAt: Date;
  /** The same to the microsecond, for the cursor: a Date has milliseconds only. */
  createdKey: string;
  updatedAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  /** Confirmed in the last 24 hours. */
  confirmedToday: number;
}

export interface PetitionFilter {
  within: readonly string[] | null;
  id?: string;
  ownerId?: string | null;
  state?: PetitionState | null;
  text?: string | null;
  sort?: PetitionSort;
}

function orderOf(sort: PetitionSort): { after: string; by: string } {
  const [direction, beyond] = sort.startsWith('-') ? ['DESC', '<'] : ['ASC', '>'];
  const [column, type] = sort.endsWith('created_at')
    ? ['p.created_at', 'timestamptz']
    : ['p.confirmed_count', 'int'];
  return {
    after: `(${column}, p.id) ${beyond} ($6::${type}, $7::uuid)`,
    by: `${column} ${direction}, p.id ${direction}`,
  };
}

export function sortKey(sort: PetitionSort): (petition: ListedPetition) => [string | number, string] {
  return (petition) => [
    sort.endsWith('created_at') ? petition.createdKey : petition.confirmedCount,
    petition.id,
  ];
}

/**
 * One page. Leans on petitions (owner_id, created_at) and, for the figures of the rows shown only, on the partial index of
 * confirmed signatures.
 */
export function findPetitions(
  db: EntityManager,
  filter: PetitionFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<ListedPetition[]> {
  const order = orderOf(filter.sort ?? '-created_at');
  return rows(
    db,
    `SELECT p.*, today.n AS "confirmedToday"
     FROM (
       SELECT p.id, p.owner_id AS "ownerId", o.public_name AS "ownerName", p.slug, p.state, p.title,
         p.addressed_to AS "addressedTo", p.ask, p.background, p.thanks, p.version, p.goal, p.goal_cap AS "goalCap",
         p.is_count_hidden AS "isCountHidden", p.closes_at AS "closesAt", p.next_action_kind AS "nextActionKind",
         p.next_action_slug AS "nextActionSlug", p.campaign_id AS "campaignId", p.confirmed_count AS "confirmedCount", p.is_practice AS "isPractice",
         p.created_at AS "createdAt", p.created_at::text AS "createdKey", p.updated_at AS "updatedAt",
         p.opened_at AS "openedAt", p.closed_at AS "closedAt", row_number() OVER (ORDER BY ${order.by}) AS place
       FROM petitions p LEFT JOIN organizations o ON o.id = p.owner_id
       WHERE ($1::uuid[] IS NULL OR p.owner_id = ANY ($1))
         AND ($2::uuid IS NULL OR p.id = $2)
         AND ($3::uuid IS NULL OR p.owner_id = $3)
         AND ($4::text IS NULL OR p.state = $4)
         AND ($5::text IS NULL OR plain(p.title::text) LIKE '%' || plain($5) || '%')
         AND ($7::uuid IS NULL OR ${order.after})
       ORDER BY ${order.by} LIMIT $8
     ) p
     CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM signatures s WHERE s.petition_id = p.id AND s.state = 'confirmed'
       AND s.confirmed_at > now() - interval '24 hours') today
     ORDER BY p.place`,
    [
      filter.within,
      filter.id ?? null,
      filter.ownerId ?? null,
      filter.state ?? null,
      filter.text ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}
