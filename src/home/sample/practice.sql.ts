import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type AddedToPractice } from './practice.resources.js';

/** How many rows of which table were removed. Those that went with them (signatures, emails ...) are not counted. */
export type Removed = Record<string, number>;

/** Calls the SQL function that knows what practice is; see its comment (migrations: remove_practice). */
export async function removePractice(db: EntityManager): Promise<Removed> {
  const answer = await row<{ removed: Removed }>(db, 'SELECT remove_practice() AS removed');
  return answer!.removed;
}

/** The practice coalition's name, and whether a real one stands beside it. */
export async function findCoalitions(
  db: EntityManager,
): Promise<{ practice: string | null; hasReal: boolean }> {
  const found = await row<{ practice: string | null; hasReal: boolean }>(
    db,
    `SELECT min(public_name) FILTER (WHERE is_practice) AS practice, coalesce(bool_or(NOT is_practice), false) AS "hasReal"
     FROM organizations WHERE kind = 'network'`,
  );
  return found!;
}

const titleOf = (column: string): string =>
  `coalesce(nullif(${column} ->> 'en', ''), (SELECT value FROM jsonb_each_text(${column}) WHERE value <> '' LIMIT 1), '')`;

/** Tables whose rows people add, the word for them, and what names one: never anything of a person. */
const ADDABLE: readonly [kind: AddedToPractice['kind'], from: string, owner: string, name: string][] = [
  ['chapters', `organizations r WHERE r.kind = 'chapter'`, 'r.id', 'r.public_name'],
  [
    'partners',
    `memberships m JOIN organizations r ON r.id = m.partner_id WHERE true`,
    'm.chapter_id',
    'r.public_name',
  ],
  ['people', `people r WHERE true`, 'r.owner_id', 'NULL::text'],
  ['petitions', `petitions r WHERE true`, 'r.owner_id', titleOf('r.title')],
  ['events', `events r WHERE true`, 'r.owner_id', titleOf('r.title')],
  ['letter campaigns', `letter_campaigns r WHERE true`, 'r.owner_id', titleOf('r.title')],
  ['campaigns', `campaigns r WHERE true`, 'r.owner_id', titleOf('r.title')],
  ['mailings', `mailings r WHERE true`, 'r.owner_id', 'r.name'],
];

/**
 * What was added to practice organizations since the sample was loaded: it goes with them, so people should read of it
 * first. Everything that is made there is marked as practice; only its age tells it from the sample.
 *
 * @returns kinds of which there is something, as far as the transaction's scope sees it.
 */
export async function findAdded(db: EntityManager): Promise<AddedToPractice[]> {
  const parts = ADDABLE.map(
    ([kind, from, owner, name]) =>
      `SELECT '${kind}' AS kind, count(*)::int AS count,
         coalesce((array_agg(${name} ORDER BY r.created_at DESC) FILTER (WHERE ${name} <> ''))[1:5], '{}') AS names
       FROM ${from} AND r.created_at > (SELECT at FROM loaded) AND ${owner} IN (SELECT id FROM ours)`,
  );
  const found = await rows<AddedToPractice>(
    db,
    `WITH loaded AS (SELECT coalesce(max(at), '-infinity') AS at FROM audit_entries WHERE action = 'sample.loaded'),
     ours AS (SELECT o.id FROM organizations o LEFT JOIN chapters c ON c.id = o.id LEFT JOIN organizations n ON n.id = c.network_id
       WHERE o.kind <> 'partner' AND (o.is_practice OR n.is_practice))
     ${parts.join(' UNION ALL ')}`,
  );
  return found.filter(({ count }) => count > 0);
}
