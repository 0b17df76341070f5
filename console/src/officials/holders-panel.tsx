import { Anchor, Badge, Button, Group } from '@mantine/core';
import { IconBuildingMonument, IconSearchOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { Missing, RelativeTime } from '../parts/values';
import { kinds, levels, optionsOf, type Official } from './words';

/** One row per office held: `id` tells two offices of one person apart. */
type Row = Official & { official_id: string };

const columns: Column<Row>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ official_id, name, is_practice }) => (
      <Group gap="xs">
        <Anchor component={Link} to={`/officials/${official_id}`} fw={600} size="sm">
          {name}
        </Anchor>
        {is_practice && <Badge size="xs">practice</Badge>}
      </Group>
    ),
  },
  { key: 'office', title: 'Office', render: ({ title, seat }) => `${title}, ${seat}` },
  { key: 'place', title: 'Jurisdiction', render: ({ jurisdiction_name }) => jurisdiction_name },
  { key: 'party', title: 'Party', render: ({ party }) => party || <Missing /> },
  {
    key: 'email',
    title: 'Letters',
    render: ({ has_email }) => (has_email ? 'by email' : 'form or phone'),
  },
  {
    key: 'verified',
    title: 'Seen in a source',
    render: ({ verified_at }) => <RelativeTime value={verified_at} />,
  },
];

export function HoldersPanel({ onImport }: { onImport?: () => void }) {
  const { level, kind, q } = useSearch({ from: '/officials' });
  const navigate = useNavigate({ from: '/officials' });
  const query = { level, kind, q, limit: 50 };
  const found = keysetList(api.useInfiniteQuery('get', '/api/v1/officials', { params: { query } }, keyset));
  const list = {
    ...found,
    rows: found.rows?.map((row) => ({ ...row, official_id: row.id, id: `${row.id} ${row.office_id}` })),
  };
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <FilterChips
        searchLabel="Search by name or district"
        filters={[
          { key: 'level', label: 'Level', options: optionsOf(levels) },
          { key: 'kind', label: 'Office', options: optionsOf(kinds) },
        ]}
        values={{ level, kind, q }}
        onChange={change}
      />
      <DataTable
        noun="officials"
        source={{ path: '/api/v1/officials', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          level || kind || q ? (
            <EmptyState
              icon={IconSearchOff}
              title="No official matches"
              action={
                <Button
                  variant="default"
                  onClick={() => change({ level: undefined, kind: undefined, q: undefined })}
                >
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconBuildingMonument}
              title="No official yet"
              description="Import the people of Open States for your state, and the boundaries of its districts: then every address knows who represents it."
              action={onImport && <Button onClick={onImport}>Import officials</Button>}
            />
          )
        }
      />
    </>
  );
}
