import { type PlanValues } from './plan-values';
import { columnKinds, type ColumnKind } from './words';

type Meaning = PlanValues['mapping'][number];
const FIELD = 'field:';

/** The choice that is none yet: it asks for a new field. */
export const NEW_FIELD = 'new-field';

/** What a column can be, the organization's own fields among it. */
export function withFields(fields: { id: string; label: string }[], mayAdd: boolean) {
  const items = fields.map(({ id, label }) => ({ value: FIELD + id, label }));
  if (mayAdd) items.push({ value: NEW_FIELD, label: 'A new field…' });
  return items.length === 0 ? columnKinds : [...columnKinds, { group: 'Your own fields', items }];
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
