import { type EntityManager } from 'typeorm';
import { type Author, type Changed, type Proposals, writeWithHistory } from './history.sql.js';

/** The columns of people that are changed by somebody, with their types. */
const FACTS = {
  given_name: 'text',
  family_name: 'text',
  pronouns: 'text',
  language: 'text',
  no_tracking: 'boolean',
  is_sealed: 'boolean',
} as const;
const NAMES = Object.keys(FACTS) as (keyof typeof FACTS)[];

/** Their names as person_changes.field says them. */
export const FACT_FIELDS: readonly string[] = NAMES;

/** New facts of one person; what is null or left out stays. */
export interface ProposedFacts {
  person_id: string;
  given_name?: string | null;
  family_name?: string | null;
  pronouns?: string | null;
  language?: string | null;
  no_tracking?: boolean | null;
  is_sealed?: boolean | null;
}

export const FACT_COLUMNS = ['person_id uuid', ...NAMES.map((name) => `${name} ${FACTS[name]}`)].join(', ');

const each = (text: (name: string) => string): string => NAMES.map(text).join(', ');

/**
 * Writes facts that differ. A person stands among the proposals once. The rows are locked in the order of their ids, so
 * two batches cannot wait for each other.
 */
export function writeFacts(
  db: EntityManager,
  author: Author,
  proposals: Proposals<ProposedFacts>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    FACT_COLUMNS,
    () => `old AS MATERIALIZED (
      SELECT p.id, ${each((name) => `p.${name}, coalesce(n.${name}, p.${name}) AS new_${name}`)}
      FROM proposed n JOIN people p ON p.id = n.person_id
      WHERE (${each((name) => `p.${name}`)}) IS DISTINCT FROM (${each((name) => `coalesce(n.${name}, p.${name})`)})
      ORDER BY p.id FOR UPDATE OF p),
    written AS (
      UPDATE people p SET ${each((name) => `${name} = o.new_${name}`)}, updated_at = now()
      FROM old o WHERE p.id = o.id RETURNING p.id),
    done AS (
      SELECT o.id AS person_id, v.field, NULL::uuid AS item_id, v.before, v.after
      FROM old o JOIN written USING (id)
      CROSS JOIN LATERAL (VALUES ${each((name) => `('${name}', to_jsonb(o.${name}), to_jsonb(o.new_${name}))`)})
        AS v (field, before, after))`,
  );
}

/** Notes that these people were made: by whom, and in which batch. What they were made with needs no history. */
export function noteCreated(
  db: EntityManager,
  author: Author,
  proposals: Proposals<{ person_id: string }>,
): Promise<Changed> {
  return writeWithHistory(
    db,
    author,
    proposals,
    'person_id uuid',
    () =>
      `done AS (SELECT person_id, 'person' AS field, NULL::uuid AS item_id, NULL::jsonb AS before, 'true'::jsonb AS after
        FROM proposed)`,
  );
}
