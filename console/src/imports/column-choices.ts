import { type PlanValues } from './plan-values';
import { columnKinds, type ColumnKind } from './words';

type Meaning = PlanValues['mapping'][number];
const FIELD = 'field:';

/** What a column can be, the organization's own fields among it. */
export function withFields(fields: { id: string; label: string }[]) {
  if (fields.length === 0) return columnKinds;
  const items = fields.map(({ id, label }) => ({ value: FIELD + id, label }));
  return [...columnKinds, { group: 'Your own fields', items }];
}

/** A meaning as the one word that a select has. */
export function chosen(meaning: Meaning | undefined): string {
  if (!meaning) return 'ignore';
  return meaning.is === 'field' ? `${FIELD}${meaning.field_id}` : meaning.is;
}

export function meaningOf(choice: string): Meaning {
  return choice.startsWith(FIELD)
    ? { is: 'field', field_id: choice.slice(FIELD.length) }
    : { is: choice as ColumnKind, field_id: null };
}
