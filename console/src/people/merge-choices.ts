import { languages, type Person } from './words';

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
