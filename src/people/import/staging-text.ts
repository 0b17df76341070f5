import { type ReadRow } from './read-row.js';

/** The columns of import_rows in the order of `staged`. */
export const STAGED_COLUMNS = `import_id, place, line, outcome, given_name, family_name, pronouns, language, emails, canonicals,
  phones, street, street_2, city, state, zip, country, tags, field_values, email_word, sms_word, source_code, external_id,
  organization, skills, spoken, trainings, remark, about_column, cells`;

const NULL = '\\N';

/** A row in the text format of COPY (PostgreSQL, "COPY", Text Format). */
export function staged(importId: string, place: number, row: ReadRow): string {
  return (
    [
      importId,
      place,
      row.line,
      row.isRefused ? 'rejected' : 'new',
      text(row.given_name),
      text(row.family_name),
      text(row.pronouns),
      row.language ?? NULL,
      list(row.emails),
      list(row.canonicals),
      list(row.phones),
      text(row.street),
      text(row.street_2),
      text(row.city),
      text(row.state),
      text(row.zip),
      text(row.country),
      list(row.tags),
      isEmpty(row.values) ? NULL : text(JSON.stringify(row.values)),
      word(row.email_word),
      word(row.sms_word),
      text(row.source_code),
      text(row.external_id),
      text(row.organization),
      list(row.skills),
      list(row.spoken),
      row.trainings.length === 0 ? NULL : text(JSON.stringify(row.trainings)),
      text(row.remark),
      text(row.column),
      row.cells === null ? NULL : list(row.cells, true),
    ].join('\t') + '\n'
  );
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function text(value: string | null): string {
  if (value === null) return NULL;
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (each) => ESCAPES[each]!) : value;
}

/** A text[] literal. An empty one is NULL unless it must be there. */
function list(values: readonly string[], isKept = false): string {
  if (values.length === 0) return isKept ? '{}' : NULL;
  return text(`{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

function word(value: boolean | null): string {
  return value === null ? NULL : value ? 't' : 'f';
}

function isEmpty(values: object): boolean {
  for (const _ in values) return false;
  return true;
}
