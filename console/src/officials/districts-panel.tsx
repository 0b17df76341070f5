import { Button } from '@mantine/core';
import { IconMap } from '@tabler/icons-react';
import { api } from '../api/client';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { DateTime } from '../parts/values';
import { type BoundarySet } from './words';

const columns: Column<BoundarySet>[] = [
  { key: 'kind', title: 'Layer', render: ({ kind }) => kind },
  { key: 'place', title: 'Jurisdiction', render: ({ jurisdiction_name }) => jurisdiction_name },
  {
    key: 'count',
    title: 'Districts',
    align: 'right',
    render: ({ district_count }) => <span className="figures">{district_count}</span>,
  },
  { key: 'source', title: 'From', render: ({ source }) => source },
  {
    key: 'imported',
    title: 'Imported',
    render: ({ imported_at }) => <DateTime value={imported_at} dateOnly />,
  },
];

/** Which boundaries are loaded: they turn an address into the officials who represent it. */
export function DistrictsPanel({ onImport }: { onImport?: () => void }) {
  const sets = api.useQuery('get', '/api/v1/boundary-sets');
  const list = {
    rows: sets.data?.data,
    total: sets.data?.data.length,
    isRefreshing: sets.isFetching,
    error: sets.error,
    retry: () => void sets.refetch(),
    hasMore: false,
    isLoadingMore: false,
    showMore: () => undefined,
  };
  return (
    <DataTable
      noun="layers"
      list={list}
      columns={columns}
      rowName={({ kind, jurisdiction_name }) => `${kind}, ${jurisdiction_name}`}
      empty={
        <EmptyState
          icon={IconMap}
          title="No boundaries yet"
          description="Without them an address has no district, and no letter finds its officials. GeoJSON files come from your state or the Census."
          action={onImport && <Button onClick={onImport}>Import boundaries</Button>}
        />
      }
    />
  );
}
