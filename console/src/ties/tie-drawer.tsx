import { NativeSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { optionsOf } from '../officials/words';
import { FormDrawer } from '../parts/form-drawer';
import { useTiesChanged } from './tie-rows';
import { strengths, type Tie, tieKinds } from './words';

const TYPING_MS = 250;
const SHORTEST = 2;

/** That somebody knows an official: which, how, how well, and who says so. */
export function TieDrawer({ personId, onClose }: { personId: string; onClose: () => void }) {
  const changed = useTiesChanged();
  const { account } = useSession();
  const form = useForm({
    initialValues: {
      official_id: '',
      kind: 'colleague' as Tie['kind'],
      strength: '3',
      said_by: account.name,
      verified_on: '',
    },
    validate: {
      official_id: (id) => (id ? null : 'Choose an official.'),
      said_by: (name) => (name.trim() ? null : 'Say who says so.'),
    },
  });
  const save = async ({ strength, verified_on, ...tie }: typeof form.values) => {
    await http.POST('/api/v1/people/{id}/official-ties', {
      params: { path: { id: personId } },
      body: { ...tie, strength: Number(strength), verified_on: verified_on || undefined },
    });
    await changed();
    showDone('Saved');
  };
  return (
    <FormDrawer
      isOpen
      title="Knows an official"
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <OfficialSelect
        onChange={(id) => form.setFieldValue('official_id', id)}
        error={form.errors.official_id as string | undefined}
      />
      <Select label="How" data={optionsOf(tieKinds)} allowDeselect={false} {...form.getInputProps('kind')} />
      <NativeSelect label="How well" data={optionsOf(strengths)} {...form.getInputProps('strength')} />
      <TextInput label="Who says so" withAsterisk {...form.getInputProps('said_by')} />
      <TextInput
        label="Last known to be so"
        type="date"
        description="Left empty: today."
        {...form.getInputProps('verified_on')}
      />
    </FormDrawer>
  );
}

function OfficialSelect({ onChange, error }: { onChange: (id: string) => void; error: string | undefined }) {
  const [chosen, choose] = useState<{ value: string; label: string }>();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), TYPING_MS);
  const isAsking = q.length >= SHORTEST && q !== chosen?.label;
  const { data } = api.useQuery(
    'get',
    '/api/v1/officials',
    { params: { query: { q, limit: 10 } } },
    { enabled: isAsking, placeholderData: keepPreviousData },
  );
  // Who holds two offices is listed twice and chosen once.
  const found = new Map(
    (data?.data ?? []).map(({ id, name, title, seat }) => [id, `${name}, ${title}, ${seat}`]),
  );
  if (chosen) found.set(chosen.value, chosen.label);
  return (
    <Select
      label="Official"
      withAsterisk
      searchable
      data-autofocus
      description="Type a part of the name."
      data={[...found].map(([value, label]) => ({ value, label }))}
      filter={({ options: all }) => all}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(value, option) => {
        choose(option ?? undefined);
        onChange(value ?? '');
      }}
      nothingFoundMessage={isAsking ? 'No official of this name' : undefined}
      error={error}
    />
  );
}
