import { Button, Drawer, Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';
import { LoadReport, summaryOf } from './load-report';
import { loadKinds, loadStates, type Load } from './words';

const MOVING_MS = 1_500;

const isMoving = ({ state }: Load) => state === 'queued' || state === 'running';

/** What was loaded, newest first, with the report of each. */
export function ImportsPanel() {
  const [shown, show] = useState<Load>();
  const query = api.useInfiniteQuery(
    'get',
    '/api/v1/reference-imports',
    { params: { query: { limit: 20 } } },
    {
      ...keyset,
      refetchInterval: (now) =>
        now.state.data?.pages.some((page) => page?.data.some(isMoving)) ? MOVING_MS : false,
    },
  );
  const columns: Column<Load>[] = [
    {
      key: 'title',
      title: 'Files',
      render: (load) => (
        <Button variant="transparent" px={0} size="compact-sm" onClick={() => show(load)}>
          {load.title}
        </Button>
      ),
    },
    { key: 'kind', title: 'What', render: ({ kind }) => loadKinds[kind] },
    {
      key: 'state',
      title: 'State',
      render: ({ state }) => (
        <StatusBadge tone={loadStates[state].tone}>{loadStates[state].label}</StatusBadge>
      ),
    },
    { key: 'summary', title: 'Result', render: (load) => summaryOf(load) },
    { key: 'when', title: 'When', render: ({ created_at }) => <RelativeTime value={created_at} /> },
  ];
  return (
    <>
      <DataTable
        noun="imports"
        source={{ path: '/api/v1/reference-imports' }}
        list={keysetList(query)}
        columns={columns}
        rowName={({ title }) => title}
        empty={
          <EmptyState
            icon={IconUpload}
            title="Nothing imported yet"
            description="Loads of officials, boundaries and ZIP codes stand here with what they changed."
          />
        }
      />
      <Drawer opened={shown !== undefined} onClose={() => show(undefined)} title={shown?.title} size={560}>
        <Stack>{shown && <LoadReport load={shown} />}</Stack>
      </Drawer>
    </>
  );
}
