import { type EntityManager } from 'typeorm';
import { affected, rows as rowsOf } from '../../platform/database/sql.js';
import { type Selection } from './affiliations.access.js';
import { says } from './columns.js';
import { type Counted, type Import, type Outcome } from './import.entity.js';
import { type Places } from './matching.sql.js';
import {
  proposedAddresses,
  proposedEmails,
  proposedFacts,
  proposedOffers,
  proposedPhones,
  proposedTrainings,
  proposedValues,
  type RowsOfImport,
} from './proposals.sql.js';
import { askingWords, changingWords } from './words.sql.js';

/** Matched rows of a stretch that do something of their own. */
export function matchedRows(it: Import, { from, to }: Places): RowsOfImport {
  return {
    where: `r.import_id = $1 AND r.place > $2 AND r.place <= $3 AND r.outcome IN ('updated', 'unchanged')`,
    parameters: [it.id, from, to],
  };
}

/** Whether there is any such row: most files bring only new people, and then there is nothing to ask of the others. */
export async function hasRows(db: EntityManager, { where, parameters }: RowsOfImport): Promise<boolean> {
  const found = await rowsOf(
    db,
    `SELECT 1 FROM import_rows r WHERE ${where} LIMIT 1`,
    parameters as unknown[],
  );
  return found.length > 0;
}

/** SELECT of person_id and name of the links with organizations that rows would make; null for none: ImportLinking.missing. */
export type MissingLinks = (it: Import, rows: RowsOfImport) => Selection | null;

/** Tells the matched rows that change something of their person from those that change nothing, by what a run would do. */
export async function markUpdated(
  db: EntityManager,
  it: Import,
  places: Places,
  missingLinks: MissingLinks,
): Promise<void> {
  const rows = matchedRows(it, places);
  if (it.rules.onMatch === 'skip' || !(await hasRows(db, rows))) return;
  const facts = proposedFacts(it, rows).sql;
  const asking = askingWords(it, rows);
  const links = missingLinks(it, rows);
  const parameters = links?.parameters ?? rows.parameters;
  const n = parameters.length;
  await affected(
    db,
    `UPDATE import_rows i SET outcome = 'updated' FROM (
       SELECT f.person_id FROM (${facts}) f JOIN people p ON p.id = f.person_id
         WHERE (coalesce(f.given_name, p.given_name), coalesce(f.family_name, p.family_name),
           coalesce(f.pronouns, p.pronouns), coalesce(f.language, p.language))
           IS DISTINCT FROM (p.given_name, p.family_name, p.pronouns, p.language)
       UNION SELECT n.person_id FROM (${proposedEmails(rows).sql}) n WHERE NOT EXISTS (SELECT 1 FROM person_emails e
         WHERE e.person_id = n.person_id AND e.canonical = n.entry ->> 'canonical')
       UNION SELECT n.person_id FROM (${proposedPhones(rows).sql}) n WHERE NOT EXISTS (SELECT 1 FROM person_phones e
         WHERE e.person_id = n.person_id AND e.e164 = n.entry ->> 'e164')
       UNION SELECT person_id FROM (${proposedAddresses(rows).sql}) n
       UNION SELECT person_id FROM (${proposedValues(it, rows).sql}) n
       ${says(it, 'skills', 'speaks') ? `UNION SELECT person_id FROM (${proposedOffers(rows).sql}) n` : ''}
       ${says(it, 'trainings') ? `UNION SELECT person_id FROM (${proposedTrainings(rows).sql}) n` : ''}
       UNION SELECT person_id FROM (${changingWords(it, rows)}) n
       ${asking ? `UNION SELECT person_id FROM (${asking}) n` : ''}
       ${links ? `UNION SELECT person_id FROM (${links.sql}) n` : ''}
       UNION SELECT r.person_id FROM import_rows r CROSS JOIN LATERAL unnest(coalesce(r.tags, '{}') || $${n + 1}::text[]) AS t (name)
         WHERE ${rows.where} AND NOT EXISTS (SELECT 1 FROM person_tags x JOIN tags g ON g.id = x.tag_id
           WHERE x.person_id = r.person_id AND lower(g.name) = lower(t.name))) changing
     WHERE i.import_id = $1 AND i.place > $2 AND i.place <= $3 AND i.outcome = 'unchanged'
       AND i.person_id = changing.person_id`,
    [...parameters, it.rules.tags],
  );
}

/** Rows by outcome, and how many have a remark although they are taken. */
export async function countOutcomes(db: EntityManager, importId: string): Promise<Counted> {
  const found = await rowsOf<{ outcome: Outcome; rows: number; remarks: number }>(
    db,
    `SELECT outcome, count(*)::int AS rows, count(remark) FILTER (WHERE outcome <> 'rejected')::int AS remarks
     FROM import_rows WHERE import_id = $1 GROUP BY outcome`,
    [importId],
  );
  const counted: Counted = Object.fromEntries(found.map(({ outcome, rows }) => [outcome, rows]));
  return { ...counted, remarks: found.reduce((sum, { remarks }) => sum + remarks, 0) };
}
