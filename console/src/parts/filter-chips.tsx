import { Button, CloseButton, Group, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

export interface Filter {
  /** Name in the URL and in the API. */
  key: string;
  label: string;
  options: { value: string; label: string }[];
}

export type FilterValues = Record<string, string | undefined>;

interface FilterChipsProps {
  /** Placeholder of the search box; without one there is none. Its value is under `q`. */
  searchLabel?: string;
  filters: Filter[];
  /** The route's search; the URL holds the state, so a filtered list can be sent to a colleague. */
  values: FilterValues;
  onChange: (changed: FilterValues) => void;
}

const TYPING_MS = 250;

/** Search box and filters above a list. */
export function FilterChips({ searchLabel, filters, values, onChange }: FilterChipsProps) {
  const keys = [...filters.map(({ key }) => key), ...(searchLabel ? ['q'] : [])];
  const isFiltered = keys.some((key) => values[key]);
  return (
    <Group gap="xs" role="search" mb="sm">
      {searchLabel && <SearchBox label={searchLabel} value={values.q} onChange={(q) => onChange({ q })} />}
      {filters.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          value={values[filter.key]}
          onChange={(value) => onChange({ [filter.key]: value })}
        />
      ))}
      {isFiltered && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange(Object.fromEntries(keys.map((key) => [key, undefined])))}
        >
          Clear filters
        </Button>
      )}
    </Group>
  );
}

interface SearchBoxProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function SearchBox({ label, value = '', onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const report = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), TYPING_MS);
  // "Clear filters" and the Back button change the URL, not the box.
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      w={{ base: '100%', sm: 280 }}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        report(event.currentTarget.value);
      }}
    />
  );
}

interface FilterChipProps {
  filter: Filter;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function FilterChip({ filter: { label, options }, value, onChange }: FilterChipProps) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Group gap={0} wrap="nowrap">
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant={chosen ? 'light' : 'default'}
            size="sm"
            fw={500}
            px="sm"
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {chosen ? `${label}: ${chosen.label}` : label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {options.map((option) => (
            <Menu.Item
              key={option.value}
              onClick={() => onChange(option.value)}
              rightSection={option === chosen && <IconCheck size={16} aria-label="chosen" />}
            >
              {option.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen && <CloseButton size="sm" aria-label={`Clear ${label}`} onClick={() => onChange(undefined)} />}
    </Group>
  );
}
