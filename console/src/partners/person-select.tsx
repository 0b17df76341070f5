import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';

interface PersonSelectProps {
  label: string;
  /** The organization whose people are offered. */
  ownerId: string;
  defaultValue?: string;
  onChange?: (personId: string) => void;
  error?: string;
}

const TYPING_MS = 250;
const SHORTEST = 2;

/** One person, found on the server by a part of the name or email. */
export function PersonSelect({ label, ownerId, defaultValue, onChange, error }: PersonSelectProps) {
  const [chosen, choose] = useState<{ value: string; label: string }>();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), TYPING_MS);
  const isAsking = q.length >= SHORTEST && q !== chosen?.label;
  const { data } = api.useQuery(
    'get',
    '/api/v1/people',
    { params: { query: { q, owner_id: ownerId, limit: 10 } } },
    { enabled: isAsking, placeholderData: keepPreviousData },
  );
  const found = (data?.data ?? []).map(({ id, given_name, family_name, email }) => ({
    value: id,
    label: [`${given_name} ${family_name}`.trim(), email].filter(Boolean).join(', '),
  }));
  const options = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={label}
      withAsterisk
      searchable
      data-autofocus
      description="Type a part of the name or email."
      placeholder="Search people"
      data={options}
      // The server has searched already, in more than what is shown.
      filter={({ options: all }) => all}
      defaultValue={defaultValue}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(value, option) => {
        choose(option ?? undefined);
        onChange?.(value ?? '');
      }}
      nothingFoundMessage={isAsking ? 'Nobody in this chapter matches' : undefined}
      error={error}
    />
  );
}
