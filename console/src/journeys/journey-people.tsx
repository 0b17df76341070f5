import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { KpiCard } from '../parts/kpi-card';
import { StatusBadge } from '../parts/status-badge';
import { DateTime, Missing, RelativeTime } from '../parts/values';
import { reasons, runStates, type Journey, type Run } from './words';

const columns: Column<Run>[] = [
  {
    key: 'name',
    title: 'Person',
    render: ({ person_id, name }) => (
      <Anchor component={Link} to={`/people/${person_id}`} fw={600} size="sm">
        {name || 'No name'}
      </Anchor>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: ({ state, reason }) => (
      <>
        <StatusBadge tone={runStates[state].tone}>{runStates[state].label}</StatusBadge>
        {reason && (
          <Text size="xs" c="dimmed">
            {reasons[reason] ?? reason}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'step',
    title: 'Next step',
    render: ({ state, step }) => (state === 'waiting' ? step + 1 : <Missing what="None" />),
  },
  {
    key: 'wake',
    title: 'Due',
    render: ({ state, wake_at }) =>
      state === 'waiting' ? <DateTime value={wake_at} /> : <Missing what="Not any more" />,
  },
  { key: 'began', title: 'Began', render: ({ started_at }) => <RelativeTime value={started_at} /> },
  {
    key: 'version',
    title: 'Steps as of',
    align: 'right',
    render: ({ version }) => `version ${version}`,
  },
];

/** Who is under way, and who was. */
export function JourneyPeople({ journey }: { journey: Journey }) {
  const [state, setState] = useState<Run['state']>();
  const params = { path: { id: journey.id }, query: { state, limit: 50 } };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/journeys/{id}/runs', { params }, keyset));
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <KpiCard label="Under way" value={journey.waiting_count} />
        <KpiCard label="Went through" value={journey.done_count} />
        <KpiCard label="Left" value={journey.left_count} detail="Unsubscribed, or cannot be mailed" />
        <KpiCard label="Failed" value={journey.failed_count} />
      </SimpleGrid>
      <FilterChips
        filters={[
          {
            key: 'state',
            label: 'State',
            options: Object.entries(runStates).map(([value, { label }]) => ({ value, label })),
          },
        ]}
        values={{ state }}
        onChange={(changed) => setState(changed.state as Run['state'] | undefined)}
      />
      <DataTable
        noun="people"
        source={{ path: `/api/v1/journeys/${journey.id}/runs`, query: { state } }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          <EmptyState
            icon={IconRoute}
            title={state ? 'Nobody is in this state' : 'Nobody has begun it yet'}
          />
        }
      />
    </Stack>
  );
}
