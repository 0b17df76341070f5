import { Alert, Checkbox, MultiSelect, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { api } from '../api/client';
import { kinds, levels, optionsOf } from '../officials/words';
import { type EditorValues } from './editor-values';
import { type TargetRule } from './words';

const MOST_ALWAYS = 4;
const TYPING_MS = 250;

interface TargetPickerProps {
  form: UseFormReturnType<EditorValues>;
  /** What to call the committees and offices that were chosen before, by id. */
  names: Record<string, string>;
  isFixed: boolean;
}

/** Whom letters go to: a rule, so that whoever holds an office on the day is written to. */
export function TargetPicker({ form, names, isFixed }: TargetPickerProps) {
  const rule = form.values.targets;
  const change = (changed: Partial<TargetRule>) => form.setFieldValue('targets', { ...rule, ...changed });
  return (
    <>
      <Title order={2} mb="xs">
        Who is written to
      </Title>
      <Stack gap="sm">
        <MultiSelect
          label="Offices"
          description="Of the officials who represent the writer. None chosen: all of them."
          data={optionsOf(kinds)}
          value={rule.chambers}
          onChange={(chambers) => change({ chambers: chambers })}
          readOnly={isFixed}
        />
        <MultiSelect
          label="Levels"
          data={optionsOf(levels)}
          value={rule.levels}
          onChange={(chosen) => change({ levels: chosen })}
          readOnly={isFixed}
        />
        <CommitteePicker rule={rule} names={names} change={change} isFixed={isFixed} />
        <AlwaysPicker rule={rule} names={names} change={change} isFixed={isFixed} />
        {form.errors['targets.always'] && (
          <Text size="sm" c="red" role="alert">
            {form.errors['targets.always']}
          </Text>
        )}
        <Checkbox
          label="Constituents only"
          description="Whoever has none of these officials writes to nobody, not even to those above."
          checked={rule.constituentsOnly}
          onChange={(event) => change({ constituentsOnly: event.currentTarget.checked })}
          disabled={isFixed}
        />
        <TargetCount rule={rule} />
      </Stack>
    </>
  );
}

interface PartProps {
  rule: TargetRule;
  names: Record<string, string>;
  change: (changed: Partial<TargetRule>) => void;
  isFixed: boolean;
}

/** The options found, with those already chosen, which a search must not lose. */
function useOptions(
  found: { value: string; label: string }[],
  chosen: string[],
  names: Record<string, string>,
) {
  const [seen, setSeen] = useState(names);
  const missing = found.filter(({ value }) => seen[value] === undefined);
  if (missing.length > 0)
    setSeen({ ...seen, ...Object.fromEntries(missing.map(({ value, label }) => [value, label])) });
  const kept = chosen
    .filter((id) => !found.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: seen[id] ?? names[id] ?? 'No longer there' }));
  return [...kept, ...found];
}

function CommitteePicker({ rule, names, change, isFixed }: PartProps) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const query = { q: q || undefined, limit: 50 };
  const committees = api.useQuery('get', '/api/v1/committees', { params: { query } });
  const found = (committees.data?.data ?? []).map(({ id, name, jurisdiction_name }) => ({
    value: id,
    label: `${name} (${jurisdiction_name})`,
  }));
  const data = useOptions(found, rule.committees, names);
  return (
    <MultiSelect
      label="Only members of"
      description="Committees. None chosen: members of any or none."
      placeholder={rule.committees.length === 0 ? 'Search committees' : undefined}
      searchable
      data={data}
      value={rule.committees}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(chosen) => change({ committees: chosen })}
      readOnly={isFixed}
    />
  );
}

function AlwaysPicker({ rule, names, change, isFixed }: PartProps) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const query = { q: q || undefined, limit: 20 };
  const officials = api.useQuery('get', '/api/v1/officials', { params: { query } });
  // Several may hold one office: the first stands for it.
  const found = [
    ...new Map(
      (officials.data?.data ?? []).map((each) => [
        each.office_id,
        { value: each.office_id, label: `${each.title}, ${each.seat} (now ${each.name})` },
      ]),
    ).values(),
  ];
  const data = useOptions(found, rule.always, names);
  return (
    <MultiSelect
      label="And always"
      description="Up to four offices that every letter goes to as well, such as a committee's chair."
      placeholder={rule.always.length === 0 ? 'Search by name or district' : undefined}
      searchable
      data={data}
      value={rule.always}
      maxValues={MOST_ALWAYS}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(always) => change({ always })}
      readOnly={isFixed}
    />
  );
}

function TargetCount({ rule }: { rule: TargetRule }) {
  const [targets] = useDebouncedValue(rule, TYPING_MS);
  const counted = api.useQuery('post', '/api/v1/target-counts', { body: { targets } });
  const { data } = counted;
  if (!data) return null;
  if (data.count === 0)
    return (
      <Alert color="orange" title="Nobody" role="status">
        No official in office fits. Import officials, or choose less narrowly.
      </Alert>
    );
  return (
    <Alert
      color="gray"
      title={`${data.count} ${data.count === 1 ? 'official' : 'officials'} today`}
      role="status"
    >
      {data.with_email} by email. Each writer reaches their own: {data.examples.join('; ')}
      {data.count > data.examples.length ? ' …' : '.'}
    </Alert>
  );
}
