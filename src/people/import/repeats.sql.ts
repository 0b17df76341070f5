import { type EntityManager } from 'typeorm';
import { affected } from '../../platform/database/sql.js';
import { type Import } from './import.entity.js';

/** A person of more rows than these is no person: a file with "none@example.org" in every row is one mistake. */
const MOST_ROWS_OF_ONE = 20;

/**
 * Finds the rows that name somebody who stands further up in the same file: by an email, by the other system's id, or,
 * without an email, by telephone and given name. The first row says who it is; the others fill in afterwards what it lacks.
 * So no chunk holds somebody twice, and what comes of a file does not hang on where its chunks end.
 */
export async function markRepeats(db: EntityManager, it: Import): Promise<void> {
  const isByName = it.rules.sameEmail === 'by-name';
  await mark(
    db,
    it.id,
    `WITH keys AS MATERIALIZED (
       SELECT r.place, 'e ' || c.canonical AS key FROM import_rows r CROSS JOIN unnest(r.canonicals) AS c (canonical)
         WHERE r.import_id = $1 AND r.outcome <> 'rejected'
       UNION ALL
       SELECT r.place, 'x ' || r.external_id FROM import_rows r
         WHERE r.import_id = $1 AND r.outcome <> 'rejected' AND r.external_id IS NOT NULL
       UNION ALL
       SELECT r.place, 'p ' || n.e164 FROM import_rows r CROSS JOIN unnest(r.phones) AS n (e164)
         WHERE r.import_id = $1 AND r.outcome <> 'rejected' AND r.canonicals IS NULL AND r.given_name IS NOT NULL),
     several AS MATERIALIZED (SELECT key FROM keys GROUP BY key HAVING count(*) > 1),
     named AS (
       SELECT k.key, k.place, CASE WHEN k.key LIKE 'p %' OR (${isByName} AND k.key LIKE 'e %')
         THEN plain(coalesce(r.given_name, '')) ELSE '' END AS given
       FROM keys k JOIN several USING (key) JOIN import_rows r ON r.import_id = $1 AND r.place = k.place)
     SELECT place, CASE WHEN given = '' THEN min(place) OVER (PARTITION BY key)
       ELSE min(place) OVER (PARTITION BY key, given) END AS first FROM named`,
  );
}

/** Once rows are matched: two of them may have met one person by two of their addresses. */
export function markMatchedTwice(db: EntityManager, it: Import): Promise<void> {
  return mark(
    db,
    it.id,
    `SELECT place, min(place) OVER (PARTITION BY person_id) AS first FROM import_rows
     WHERE import_id = $1 AND outcome = 'unchanged'`,
  );
}

/** @param pairs SELECT of a place and an earlier place of the same person, within the import $1. */
async function mark(db: EntityManager, importId: string, pairs: string): Promise<void> {
  let found = await affected(
    db,
    `UPDATE import_rows r SET outcome = 'repeated', repeats = p.first
     FROM (SELECT place, min(first) AS first FROM (${pairs}) all_pairs GROUP BY place) p
     WHERE r.import_id = $1 AND r.place = p.place AND p.first < p.place`,
    [importId],
  );
  // Where the first row turned out to repeat an earlier one by another of its addresses, that one is the first.
  while (found > 0) {
    found = await affected(
      db,
      `UPDATE import_rows r SET repeats = f.repeats FROM import_rows f
       WHERE r.import_id = $1 AND r.outcome = 'repeated' AND f.import_id = $1 AND f.place = r.repeats AND f.repeats IS NOT NULL`,
      [importId],
    );
  }
  await affected(
    db,
    `UPDATE import_rows r SET turn = n.turn,
       outcome = CASE WHEN n.turn > $2 THEN 'rejected' ELSE r.outcome END,
       remark = CASE WHEN n.turn > $2 THEN $3 ELSE r.remark END
     FROM (SELECT place, 1 + row_number() OVER (PARTITION BY repeats ORDER BY place) AS turn FROM import_rows
       WHERE import_id = $1 AND outcome = 'repeated') n
     WHERE r.import_id = $1 AND r.place = n.place AND r.turn <> n.turn`,
    [importId, MOST_ROWS_OF_ONE, `The same person stands in more than ${MOST_ROWS_OF_ONE} rows.`],
  );
}
