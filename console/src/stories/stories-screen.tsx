import { Anchor, Button, Text } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { useFormat } from '../parts/format';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { type StoriesSearch } from './routes';
import { choices, named, storyChannels, storyScopes, storyStates, type Story } from './words';

const FILTERS = {
  'in-force': 'In force',
  upcoming: 'Not yet in force',
  'to-remove': 'To be taken down',
  expired: 'Expired',
  ended: 'Ended',
};

const columns: Column<Story>[] = [
  {
    key: 'title',
    title: 'Release',
    render: (story) => (
      <>
        <Anchor component={Link} to={`/people/${story.person_id}`} fw={600} size="sm">
          {story.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {story.person_name}
        </Text>
      </>
    ),
  },
  { key: 'scope', title: 'Holds', render: ({ scope }) => named(storyScopes, scope) },
  { key: 'channels', title: 'Where', render: ({ channels }) => named(storyChannels, channels) },
  { key: 'state', title: 'State', render: (story) => <State story={story} /> },
  { key: 'ends', title: 'Last day', render: ({ ends_on }) => <LastDay value={ends_on} /> },
];

function State({ story: { state, uses } }: { story: Story }) {
  if (uses.some((use) => use.state === 'to-remove'))
    return <StatusBadge tone="bad">To be taken down</StatusBadge>;
  const { label, tone } = storyStates[state];
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}

function LastDay({ value }: { value: string }) {
  const { day } = useFormat();
  return day(value);
}

/** Everything that people let be told of them, what ends first on top. */
export function StoriesScreen() {
  const { state } = useSearch({ from: '/people/stories' });
  const navigate = useNavigate({ from: '/people/stories' });
  const { chapter } = useChapter();
  const query = { state, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/stories', { params: { query } }, keyset));
  return (
    <>
      <PageHeader
        title="Stories and speaking"
        back={{ label: 'People', to: '/people' }}
        detail="What people let be told of them, and until when. A release is written down on the person’s record."
      />
      <FilterChips
        filters={[{ key: 'state', label: 'State', options: choices(FILTERS) }]}
        values={{ state }}
        onChange={(changed) =>
          void navigate({ search: { state: changed.state as StoriesSearch['state'] }, replace: true })
        }
      />
      <DataTable
        noun="releases"
        source={{ path: '/api/v1/stories', query }}
        list={list}
        columns={columns}
        rowName={({ title }) => title}
        empty={
          <EmptyState
            icon={IconQuote}
            title={state ? 'None is in this state' : 'Nobody has released a story yet'}
            description={state ? undefined : 'Without a release nothing of anybody is published.'}
            action={
              state && (
                <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
                  Show all
                </Button>
              )
            }
          />
        }
      />
    </>
  );
}
