import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http } from '../api/client';
import { type EditorProps } from './condition-editor';
import { Many, One } from './inputs';
import { type ConditionOf, layers } from './words';

const TYPING_MS = 300;

/** A layer of boundaries and, where it matters, which of its districts. */
export function DistrictEditor({ condition, fields, onChange }: EditorProps<ConditionOf<'district'>>) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const chosen = condition.any_of ?? [];
  const found = api.useQuery(
    'get',
    '/api/v1/districts',
    { params: { query: { layer: condition.layer, q: q || undefined, limit: 50 } } },
    { placeholderData: keepPreviousData },
  );
  const names = useQueries({
    queries: chosen.map((id) => ({
      queryKey: ['district-name', id],
      queryFn: async () => {
        const { data } = await http.GET('/api/v1/districts/{id}', { params: { path: { id } } });
        return { value: id, label: data?.name ?? 'A district that is gone' };
      },
      staleTime: Infinity,
    })),
  }).flatMap(({ data }) => data ?? []);
  const offered = (found.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const data = [...names, ...offered.filter(({ value }) => !names.some((each) => each.value === value))];
  return (
    <>
      <One
        label="Any layer"
        data={fields.layers.map((layer) => ({ value: layer, label: layers[layer] ?? layer }))}
        value={condition.layer ?? ''}
        onChange={(layer) => onChange({ ...condition, layer: layer || undefined, any_of: [] })}
        isOptional
      />
      <Many
        label="Any known district"
        data={data}
        value={chosen}
        onChange={(any_of) => onChange({ ...condition, any_of })}
        onSearch={setTyped}
      />
    </>
  );
}
