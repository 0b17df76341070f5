import { Anchor, Button, Menu, Text } from '@mantine/core';
import { IconFilterOff, IconFilterSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { RelativeTime } from '../parts/values';
import { CountCell } from './count';
import { sentenceOf } from './sentence';
import { useFields } from './use-fields';
import { type Segment } from './words';

const columns: Column<Segment>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name }) => (
      <Anchor component={Link} to={`/segments/${id}`} fw={600} size="sm">
        {name}
      </Anchor>
    ),
  },
  { key: 'who', title: 'Who is in it', render: (segment) => <Sentence segment={segment} /> },
  {
    key: 'people',
    title: 'People',
    align: 'right',
    render: ({ owner_id, filter }) => <CountCell ownerId={owner_id} filter={filter} />,
  },
  { key: 'changed', title: 'Changed', render: ({ updated_at }) => <RelativeTime value={updated_at} /> },
];

export function SegmentsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { q } = useSearch({ from: '/segments' });
  const navigate = useNavigate({ from: '/segments' });
  const query = { q, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/segments', { params: { query } }, keyset));
  const mayWrite = can(session, 'segments.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const create = () => void navigate({ to: '/segments/$id', params: { id: 'new' } });
  return (
    <>
      <PageHeader
        title="Segments"
        create={mayWrite ? { label: 'New segment', onCreate: create } : undefined}
      />
      <FilterChips searchLabel="Search by name" filters={[]} values={{ q }} onChange={change} />
      <DataTable
        noun="segments"
        source={{ path: '/api/v1/segments', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        rowMenu={({ id }) => (
          <Menu.Item component={Link} to={`/people?segment_id=${id}`}>
            Show these people
          </Menu.Item>
        )}
        empty={
          q ? (
            <EmptyState
              icon={IconFilterOff}
              title="No segment matches"
              action={
                <Button variant="default" onClick={() => change({ q: undefined })}>
                  Clear the search
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconFilterSearch}
              title="No segment yet"
              description="A segment is a question about people that is asked anew each time: who signed lately, who reads Spanish in Lowell. Mailings and lists use it."
              action={mayWrite && <Button onClick={create}>New segment</Button>}
            />
          )
        }
      />
    </>
  );
}

function Sentence({ segment: { owner_id, filter } }: { segment: Segment }) {
  const fields = useFields(owner_id);
  return (
    <Text size="sm" lineClamp={2} maw={520}>
      {fields.data ? sentenceOf(filter, fields.data) : '…'}
    </Text>
  );
}
