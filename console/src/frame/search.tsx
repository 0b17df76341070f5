import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import { searchSources } from './search-sources';
import { useShortcut } from './shortcuts';
import { useSections } from './use-sections';

const [store, { open }] = createSpotlight();
export const openSearch = open;

const SHORTEST_QUERY = 2;

/** "Search or jump to": the screens by name, and the records that their sections find. */
export function Search() {
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  useShortcut('mod+k', 'Search or jump to', open, { group: 'Everywhere' });
  useShortcut('/', 'Search or jump to', open, { group: 'Everywhere' });

  const sections = useSections();
  const asked = query.trim().toLowerCase();
  const screens = sections.filter(({ label }) => label.toLowerCase().includes(asked));
  const { groups, isSearching, hasFailed } = useHits(asked);
  const hitCount = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  const list = useRef<HTMLDivElement>(null);
  // Spotlight marks its first line at each key press, before the records have arrived.
  const openFirstUnlessMarked = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || list.current?.querySelector('[data-selected]')) return;
    list.current?.querySelector<HTMLElement>('[data-action]')?.click();
  };
  const isEmpty = screens.length + hitCount === 0;

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      centered={false}
      attributes={{ content: { 'aria-label': 'Search or jump to' } }}
    >
      <Spotlight.Search
        placeholder="Search or jump to…"
        aria-label="Search or jump to"
        onKeyDown={openFirstUnlessMarked}
        leftSection={<IconSearch size={18} stroke={1.75} />}
      />
      <Spotlight.ActionsList ref={list}>
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {screens.map(({ label, to, icon: Icon }) => (
              <Spotlight.Action
                key={label}
                label={label}
                leftSection={<Icon size={18} stroke={1.75} />}
                onClick={() => void navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {groups.map(({ label, hits }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {hits.map((hit) => (
              <Spotlight.Action
                key={hit.id}
                label={hit.title}
                description={hit.detail}
                rightSection={<IconArrowRight size={16} stroke={1.75} />}
                onClick={() => void navigate({ to: hit.href })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {isEmpty && (
          <Spotlight.Empty>
            <Text size="sm">{isSearching ? 'Searching…' : `Nothing matches “${query}”`}</Text>
          </Spotlight.Empty>
        )}
        {hasFailed && (
          <Text size="sm" c="error" p="sm" role="alert">
            Some records could not be searched. Try again in a moment.
          </Text>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useHits(asked: string) {
  const [settled] = useDebouncedValue(asked, 200);
  const sources = searchSources(useSections());
  const answers = useQueries({
    queries: sources.map(({ label, find }) => ({
      queryKey: ['search', label, settled],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(settled, signal),
      enabled: settled.length >= SHORTEST_QUERY,
    })),
  });
  return {
    groups: sources
      .map(({ label }, i) => ({ label, hits: answers[i]?.data ?? [] }))
      .filter(({ hits }) => hits.length > 0),
    isSearching: answers.some(({ isLoading }) => isLoading),
    hasFailed: answers.some(({ isError }) => isError),
  };
}
