/** What a column of a file can be. Those that a person may have several of may be chosen for several columns. */
export const COLUMN_KINDS = [
  'ignore',
  'given_name',
  'family_name',
  'full_name',
  'pronouns',
  'language',
  'email',
  'phone',
  'street',
  'street_2',
  'city',
  'state',
  'zip',
  'country',
  'tags',
  'field',
  'email_consent',
  'sms_consent',
  'unsubscribed_at',
  'source_code',
  'external_id',
  'organization',
  'skills',
  'speaks',
  'trainings',
  'trained_on',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

const SEVERAL: ReadonlySet<ColumnKind> = new Set([
  'ignore',
  'email',
  'phone',
  'tags',
  'field',
  'skills',
  'speaks',
]);
/** Without one of these nobody can be told from anybody else. */
const NAMING: readonly ColumnKind[] = ['given_name', 'family_name', 'full_name', 'email', 'phone'];

/** What one column of the file is. A mapping has one for each, in their order. */
export interface ColumnMeaning {
  is: ColumnKind;
  /** With `field`: which of the organization's own. */
  fieldId?: string;
}
export type Mapping = readonly ColumnMeaning[];

/** What is wrong with a mapping, for people; null where nothing is. */
export function mappingProblem(mapping: Mapping): string | null {
  if (!mapping.some(({ is }) => NAMING.includes(is)))
    return 'Say which column holds a name, an email or a telephone number.';
  const seen = new Set<string>();
  for (const { is, fieldId = '' } of mapping) {
    const key = is === 'field' ? `field ${fieldId}` : is;
    if (seen.has(key) && (is === 'field' || !SEVERAL.has(is)))
      return 'Two columns are matched to the same thing.';
    seen.add(key);
  }
  if (seen.has('full_name') && (seen.has('given_name') || seen.has('family_name')))
    return 'Match either the full name or its parts.';
  return null;
}

/** Whether the file says such a thing: where it does not, there is nothing to ask of its rows. */
export const says = ({ mapping }: { mapping: Mapping }, ...kinds: ColumnKind[]): boolean =>
  mapping.some(({ is }) => kinds.includes(is));
