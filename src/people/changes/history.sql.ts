import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';

/** Who changes people, and within which batch that can be undone as one. */
export interface Author {
  /** Null for the product's own doing. */
  accountId: string | null;
  batchId: string | null;
}

/**
 * What is proposed: rows in hand, or a SELECT that gives the same columns, for batches that are in the database already.
 * Its parameters count from $1. It comes from this folder's code, never from outside.
 */
export type Proposals<Row> = readonly Row[] | { sql: string; parameters: readonly unknown[] };

/** How many people became different, and in how many things. What was so already counts for nothing. */
export interface Changed {
  people: number;
  changes: number;
}

/**
 * One person, looked up by the key: for statements that join some thousands of them. Left to itself, the planner reads all
 * of a million people for each such statement instead.
 *
 * @param id an expression over what stands further left in FROM.
 */
export const personOf = (id: string): string => `(SELECT * FROM people one WHERE one.id = ${id} OFFSET 0)`;

/** The placeholders that a statement may use beside those of its proposals. */
interface Own {
  account: string;
  batch: string;
}

/**
 * Joined to the rows that a step writes: all of `old` is read and locked before the first is written. Otherwise PostgreSQL
 * may read it afterwards, and FOR UPDATE passes over rows that its own statement has changed: what was before would be lost.
 */
export const READ_FIRST = '(SELECT count(*) FROM old) AS read_first';

/**
 * Runs a data-modifying statement over proposals and writes what became different to person_changes, in one statement:
 * nothing changes without its history.
 *
 * @param columns of the proposals as jsonb_to_recordset wants them, where they come as rows.
 * @param steps CTEs that read `proposed` and end in `done (person_id, field, item_id, before, after)`; before and after are
 *   jsonb, SQL NULL for "was not there".
 */
export async function writeWithHistory<Row>(
  db: EntityManager,
  author: Author,
  proposals: Proposals<Row>,
  columns: string,
  steps: (own: Own) => string,
): Promise<Changed> {
  const { sql, parameters } =
    'sql' in proposals
      ? proposals
      : {
          sql: `SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (${columns})`,
          parameters: [JSON.stringify(proposals)],
        };
  const own = {
    account: `$${parameters.length + 1}::uuid`,
    batch: `$${parameters.length + 2}::uuid`,
  };
  const changed = await row<Changed>(
    db,
    `WITH proposed AS MATERIALIZED (${sql}), ${steps(own)},
     logged AS (
       INSERT INTO person_changes (owner_id, person_id, batch_id, actor_id, field, item_id, before, after)
       SELECT p.owner_id, d.person_id, ${own.batch}, ${own.account}, d.field, d.item_id, d.before, d.after
       FROM done d CROSS JOIN LATERAL ${personOf('d.person_id')} p
       WHERE d.before IS DISTINCT FROM d.after
       RETURNING person_id)
     SELECT count(DISTINCT person_id)::int AS people, count(*)::int AS changes FROM logged`,
    [...parameters, author.accountId, author.batchId],
  );
  return changed!;
}

/** Somebody at a screen, or a program with its key: their acts stand alone. */
export function authorOf(caller: { accountId: string }): Author {
  return { accountId: caller.accountId, batchId: null };
}
