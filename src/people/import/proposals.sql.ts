import { LAST_DAY } from '../volunteering/volunteering.sql.js';
import { type Import, type Overwritable } from './import.entity.js';

/** What a chunk proposes to change: SELECTs over rows of import_rows `r` (matched, one a person) for Changes. */
export interface RowsOfImport {
  /** The condition on `r`, over the parameters. */
  where: string;
  parameters: readonly unknown[];
}

interface Proposed {
  sql: string;
  parameters: readonly unknown[];
}

const FACTS = ['given_name', 'family_name', 'pronouns', 'language'] as const;

/** People are joined so that a row whose person is gone, or is none, proposes nothing. */
const rowsWithPeople = ({ where }: RowsOfImport): string =>
  `import_rows r JOIN people p ON p.id = r.person_id AND p.state = 'active' WHERE ${where}`;

function mayOverwrite(it: Import, what: Overwritable): boolean {
  return it.rules.overwrite.includes(what);
}

/** Facts that are blank, or that may be overwritten. A language always is something, so it is never blank. */
export function proposedFacts(it: Import, rows: RowsOfImport): Proposed {
  const facts = FACTS.map((name) =>
    mayOverwrite(it, name)
      ? `r.${name}`
      : name === 'language'
        ? 'NULL::text AS language'
        : `CASE WHEN p.${name} = '' THEN r.${name} END AS ${name}`,
  );
  const nothing = `NULL::boolean AS no_tracking, NULL::boolean AS is_sealed`;
  return {
    sql: `SELECT r.person_id, ${facts.join(', ')}, ${nothing} FROM ${rowsWithPeople(rows)}`,
    parameters: rows.parameters,
  };
}

export function proposedEmails(rows: RowsOfImport): Proposed {
  return {
    sql: `SELECT r.person_id, jsonb_build_object('address', e.address, 'canonical', e.canonical) AS entry
      FROM (SELECT r.* FROM ${rowsWithPeople(rows)}) r
      CROSS JOIN LATERAL unnest(r.emails, r.canonicals) WITH ORDINALITY AS e (address, canonical, n) ORDER BY r.person_id, e.n`,
    parameters: rows.parameters,
  };
}

export function proposedPhones(rows: RowsOfImport): Proposed {
  return {
    sql: `SELECT r.person_id, jsonb_build_object('e164', t.e164) AS entry FROM (SELECT r.* FROM ${rowsWithPeople(rows)}) r
      CROSS JOIN LATERAL unnest(r.phones) WITH ORDINALITY AS t (e164, n) ORDER BY r.person_id, t.n`,
    parameters: rows.parameters,
  };
}

/** An address where the row has one and the person has none like it: a ZIP code alone adds nothing to one that has it. */
export function proposedAddresses(rows: RowsOfImport): Proposed {
  return {
    sql: `SELECT r.person_id, jsonb_strip_nulls(jsonb_build_object('line1', r.street, 'line2', r.street_2, 'city', r.city,
        'state', r.state, 'zip', r.zip, 'country', coalesce(nullif(r.country, ''), 'US'))) AS entry
      FROM ${rowsWithPeople(rows)} AND r.street || r.city || r.state || r.zip <> ''
        AND NOT EXISTS (SELECT 1 FROM person_addresses a WHERE a.person_id = r.person_id AND a.zip = r.zip
          AND (r.street = '' OR a.line1 = r.street OR plain(a.line1) = plain(r.street)))`,
    parameters: rows.parameters,
  };
}

/** The tags of the row and of the whole file. They must be there already. */
export function proposedTags(it: Import, rows: RowsOfImport): Proposed {
  const { parameters } = rows;
  return {
    sql: `SELECT DISTINCT r.person_id, g.id AS tag_id, '{}'::jsonb AS entry FROM (SELECT r.* FROM ${rowsWithPeople(rows)}) r
      CROSS JOIN LATERAL unnest(coalesce(r.tags, '{}') || $${parameters.length + 1}::text[]) AS t (name)
      JOIN tags g ON g.owner_id = $${parameters.length + 2} AND lower(g.name) = lower(t.name)
      WHERE NOT EXISTS (SELECT 1 FROM person_tags x WHERE x.tag_id = g.id AND x.person_id = r.person_id)`,
    parameters: [...parameters, it.rules.tags, it.ownerId],
  };
}

/** What they offer together with what the row says: an import takes nothing away. Skills are kept sorted and each once. */
export function proposedOffers(rows: RowsOfImport): Proposed {
  const all = (
    kept: string,
    given: string,
  ): string => `ARRAY(SELECT unnest(v.${kept}) UNION SELECT n FROM unnest(r.${given}) n
    WHERE NOT EXISTS (SELECT 1 FROM unnest(v.${kept}) o WHERE lower(o) = lower(n)) ORDER BY 1)`;
  return {
    sql: `SELECT w.person_id, jsonb_build_object('skills', w.skills, 'languages', w.languages,
        'availability', coalesce(w.availability, '{}'), 'travel_km', w.travel_km) AS profile
      FROM (SELECT r.person_id, ${all('skills', 'skills')} AS skills, ${all('languages', 'spoken')} AS languages,
          v.availability, v.travel_km, cardinality(coalesce(v.skills || v.languages, '{}')) AS had
        FROM (SELECT r.* FROM ${rowsWithPeople(rows)}) r LEFT JOIN volunteer_profiles v USING (person_id)) w
      WHERE cardinality(w.skills || w.languages) > w.had`,
    parameters: rows.parameters,
  };
}

/** Trainings that they are not known to have done on that day or since; of several days the last. */
export function proposedTrainings(rows: RowsOfImport): Proposed {
  return {
    sql: `SELECT d.person_id, g.id AS training_id, jsonb_build_object('done_on', d.done_on,
        'expires_on', ${LAST_DAY('d.done_on', 'g.valid_months')}) AS entry
      FROM (SELECT r.person_id, r.owner_id, (x ->> 'training_id')::uuid AS training_id, max((x ->> 'done_on')::date) AS done_on
        FROM (SELECT r.*, p.owner_id FROM ${rowsWithPeople(rows)}) r
        CROSS JOIN LATERAL jsonb_array_elements(r.trainings) x GROUP BY 1, 2, 3) d
      JOIN trainings g ON g.id = d.training_id AND g.owner_id = d.owner_id
      WHERE NOT EXISTS (SELECT 1 FROM person_trainings t
        WHERE t.person_id = d.person_id AND t.training_id = g.id AND t.done_on >= d.done_on)`,
    parameters: rows.parameters,
  };
}

export function proposedValues(it: Import, rows: RowsOfImport): Proposed {
  const missing = mayOverwrite(it, 'fields') ? '' : 'AND x.person_id IS NULL';
  return {
    sql: `SELECT r.person_id, v.key::uuid AS field_id, v.value FROM (SELECT r.* FROM ${rowsWithPeople(rows)}) r
      CROSS JOIN LATERAL jsonb_each(r.field_values) AS v
      LEFT JOIN person_values x ON x.person_id = r.person_id AND x.field_id = v.key::uuid
      WHERE value_entry(x.value, x.sealed_value) IS DISTINCT FROM v.value ${missing}`,
    parameters: rows.parameters,
  };
}
