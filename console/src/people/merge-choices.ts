import { type Schema } from '../api/client';
import { fieldValue, languages, wordsOfValue, type Person } from './words';

type Value = Schema<'ValueResource'>;

/** One thing that the two records say, and whether staff must choose. */
export interface MergeChoice {
  /** As the API takes it, or 'value:' and the id of a custom field. */
  key: string;
  label: string;
  kept: string;
  gone: string;
  /** What happens where there is nothing to choose. */
  outcome?: string;
}

/** The organization's own fields, of both. */
export function valueChoices(kept: Value[], gone: Value[]): MergeChoice[] {
  return kept.flatMap(({ field, value, is_set }) => {
    const other = gone.find((each) => each.field.id === field.id);
    const row = {
      key: `value:${field.id}`,
      label: fieldValue(field.label, field.key),
      kept: sideOf(field, value, is_set, 'stays'),
      gone: other ? sideOf(field, other.value, other.is_set, 'goes') : '',
    };
    return row.kept === '' && row.gone === '' ? [] : [row];
  });
}

/** A sealed value is not shown to choose by: whether there is one is enough to say which of the two remains. */
function sideOf(field: Value['field'], value: Value['value'], isSet: boolean, which: string): string {
  if (field.sensitivity !== 'sealed') return wordsOfValue(field, value);
  return isSet ? `Sealed value of the record that ${which}` : '';
}

/** What differs and has to be chosen comes with both sides; lists that are joined say so. */
export function choicesOf(kept: Person, gone: Person): MergeChoice[] {
  const primary = <Entry extends { is_primary: boolean }>(entries: Entry[]) =>
    entries.find(({ is_primary }) => is_primary) ?? entries[0];
  const place = ({ addresses }: Person) => {
    const address = primary(addresses);
    return address
      ? [address.street, address.city, address.state, address.zip].filter(Boolean).join(', ')
      : '';
  };
  const tags = ({ tags: all }: Person) => all.map(({ name }) => name).join(', ');
  const rows: MergeChoice[] = [
    { key: 'given_name', label: 'First name', kept: kept.given_name, gone: gone.given_name },
    { key: 'family_name', label: 'Last name', kept: kept.family_name, gone: gone.family_name },
    { key: 'pronouns', label: 'Pronouns', kept: kept.pronouns, gone: gone.pronouns },
    {
      key: 'language',
      label: 'Language',
      kept: languages[kept.language] ?? kept.language,
      gone: languages[gone.language] ?? gone.language,
    },
    {
      key: 'email',
      label: 'Primary email',
      kept: primary(kept.emails)?.address ?? '',
      gone: primary(gone.emails)?.address ?? '',
    },
    {
      key: 'phone',
      label: 'Primary phone',
      kept: primary(kept.phones)?.number ?? '',
      gone: primary(gone.phones)?.number ?? '',
    },
    { key: 'address', label: 'Primary address', kept: place(kept), gone: place(gone) },
  ];
  return [
    ...rows.filter((row) => row.kept !== '' || row.gone !== ''),
    { key: 'tags', label: 'Tags', kept: tags(kept), gone: tags(gone), outcome: 'All of both' },
  ];
}
