import { type EntityManager } from 'typeorm';
import { rows as rowsOf } from '../../platform/database/sql.js';
import { type Import } from './import.entity.js';
import { type MissingLinks } from './outcomes.sql.js';
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
import { changingWords } from './words.sql.js';

export const CHANGED_THINGS = [
  'given_name',
  'family_name',
  'pronouns',
  'language',
  'email',
  'phone',
  'address',
  'tag',
  'field',
  'skill',
  'speaks',
  'training',
  'organization',
  'email_subscription',
  'sms_subscription',
] as const;

/** One thing of a person that a run would change. What is added has nothing before it. */
export interface ChangeAhead {
  place: number;
  what: (typeof CHANGED_THINGS)[number];
  /** The label of the organization's own field, by language; null for anything else. */
  field: Record<string, string> | null;
  /** As text, or as JSON writes a value of a field. */
  before: unknown;
  after: unknown;
}

/** What stands for a value of a sealed field. */
const SEALED = `'"(sealed)"'::jsonb`;
const FACTS = ['given_name', 'family_name', 'pronouns', 'language'] as const;

/**
 * What a run would change of the people of these rows, by the very proposals that it would make. Of people whom the
 * transaction does not see it says nothing.
 */
export function changesAhead(
  db: EntityManager,
  it: Import,
  places: readonly number[],
  missingLinks: MissingLinks,
): Promise<ChangeAhead[]> {
  const rows: RowsOfImport = {
    where: `r.import_id = $1 AND r.place = ANY ($2::int[]) AND r.outcome = 'updated'`,
    parameters: [it.id, places],
  };
  const links = missingLinks(it, rows);
  const parameters = links?.parameters ?? rows.parameters;
  const n = parameters.length;
  const facts = FACTS.map(
    (name) => `SELECT f.person_id, '${name}' AS what, NULL::jsonb AS field, to_jsonb(p.${name}) AS before,
      to_jsonb(f.${name}) AS after
      FROM facts f JOIN people p ON p.id = f.person_id WHERE f.${name} IS DISTINCT FROM p.${name} AND f.${name} IS NOT NULL`,
  );
  return rowsOf(
    db,
    `WITH facts AS MATERIALIZED (${proposedFacts(it, rows).sql}),
     ahead AS (
       ${facts.join(' UNION ALL ')}
       UNION ALL SELECT n.person_id, 'email', NULL, NULL, n.entry -> 'address' FROM (${proposedEmails(rows).sql}) n
         WHERE NOT EXISTS (SELECT 1 FROM person_emails e
           WHERE e.person_id = n.person_id AND e.canonical = n.entry ->> 'canonical')
       UNION ALL SELECT n.person_id, 'phone', NULL, NULL, n.entry -> 'e164' FROM (${proposedPhones(rows).sql}) n
         WHERE NOT EXISTS (SELECT 1 FROM person_phones e WHERE e.person_id = n.person_id AND e.e164 = n.entry ->> 'e164')
       UNION ALL SELECT n.person_id, 'address', NULL, NULL, to_jsonb(concat_ws(', ', nullif(n.entry ->> 'line1', ''),
           nullif(n.entry ->> 'line2', ''), nullif(n.entry ->> 'city', ''),
           nullif(trim((n.entry ->> 'state') || ' ' || (n.entry ->> 'zip')), '')))
         FROM (${proposedAddresses(rows).sql}) n
       UNION ALL SELECT r.person_id, 'tag', NULL, NULL, to_jsonb(min(t.name))
         FROM import_rows r CROSS JOIN LATERAL unnest(coalesce(r.tags, '{}') || $${n + 1}::text[]) AS t (name)
         WHERE ${rows.where} AND NOT EXISTS (SELECT 1 FROM person_tags x JOIN tags g ON g.id = x.tag_id
           WHERE x.person_id = r.person_id AND lower(g.name) = lower(t.name))
         GROUP BY r.person_id, lower(t.name)
       UNION ALL SELECT v.person_id, 'field', f.label, CASE WHEN x.sealed_value IS NULL THEN x.value ELSE ${SEALED} END,
         CASE WHEN f.sensitivity = 'sealed' THEN ${SEALED} ELSE v.value END FROM (${proposedValues(it, rows).sql}) v
         JOIN person_fields f ON f.id = v.field_id
         LEFT JOIN person_values x ON x.person_id = v.person_id AND x.field_id = v.field_id
       UNION ALL ${offersAhead(rows, 'skill', 'skills')}
       UNION ALL ${offersAhead(rows, 'speaks', 'languages')}
       UNION ALL SELECT n.person_id, 'training', NULL, to_jsonb(g.name || ', ' || t.done_on),
         to_jsonb(g.name || ', ' || (n.entry ->> 'done_on')) FROM (${proposedTrainings(rows).sql}) n
         JOIN trainings g ON g.id = n.training_id
         LEFT JOIN person_trainings t ON t.person_id = n.person_id AND t.training_id = n.training_id
       ${links ? `UNION ALL SELECT n.person_id, 'organization', NULL, NULL, to_jsonb(n.name) FROM (${links.sql}) n` : ''}
       UNION ALL SELECT w.person_id, w.channel || '_subscription', NULL, to_jsonb(w.before), to_jsonb(w.word)
         FROM (${changingWords(it, rows)}) w)
     SELECT r.place, a.what, a.field, a.before, a.after FROM ahead a
     JOIN import_rows r ON r.person_id = a.person_id AND ${rows.where}
     JOIN people p ON p.id = a.person_id
     ORDER BY r.place, array_position($${n + 2}::text[], a.what), a.after::text`,
    [...parameters, it.rules.tags, CHANGED_THINGS],
  );
}

/** What somebody would offer that they do not yet. */
function offersAhead(
  rows: RowsOfImport,
  what: (typeof CHANGED_THINGS)[number],
  kept: 'skills' | 'languages',
): string {
  return `SELECT n.person_id, '${what}', NULL, NULL, to_jsonb(x.word) FROM (${proposedOffers(rows).sql}) n
    CROSS JOIN LATERAL jsonb_array_elements_text(n.profile -> '${kept}') AS x (word)
    WHERE NOT EXISTS (SELECT 1 FROM volunteer_profiles v WHERE v.person_id = n.person_id AND x.word = ANY (v.${kept}))`;
}
