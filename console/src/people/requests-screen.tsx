import { Anchor, Button, Menu } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useChapter } from '../frame/use-chapter';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { RelativeTime } from '../parts/values';

type Request = Schema<'PersonRequestResource'>;

const kinds: Record<Request['kind'], string> = {
  copy: 'A copy of what you keep',
  erasure: 'Erasure of their record',
};

const columns: Column<Request>[] = [
  {
    key: 'person',
    title: 'Person',
    render: ({ person_id, person_name }) => (
      <Anchor component={Link} to={`/people/${person_id}`} fw={600} size="sm">
        {person_name || 'No name'}
      </Anchor>
    ),
  },
  { key: 'kind', title: 'Asks for', render: ({ kind }) => kinds[kind] },
  { key: 'owner', title: 'Of', render: ({ owner_name }) => owner_name },
  { key: 'asked', title: 'Asked', render: ({ asked_at }) => <RelativeTime value={asked_at} /> },
];

/** What people ask about their own records, until somebody has answered. */
export function RequestsScreen() {
  const { state } = useSearch({ from: '/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const { chapter } = useChapter();
  const queries = useQueryClient();
  const [answered, setAnswered] = useState<Request>();
  const query = { state: state ?? ('open' as const), owner_id: chapter?.id, limit: 50 };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/person-requests', { params: { query } }, keyset),
  );
  return (
    <>
      <PageHeader
        title="Requests"
        detail="What people ask about their own records, from the page of their email choices."
      />
      <FilterChips
        filters={[{ key: 'state', label: 'State', options: [{ value: 'done', label: 'Answered' }] }]}
        values={{ state }}
        onChange={(changed) =>
          void navigate({ search: { state: changed.state === 'done' ? 'done' : undefined }, replace: true })
        }
      />
      <DataTable
        noun="requests"
        source={{ path: '/api/v1/person-requests', query }}
        list={list}
        columns={columns}
        rowName={({ person_name }) => person_name}
        rowMenu={
          state
            ? undefined
            : (request) => <Menu.Item onClick={() => setAnswered(request)}>Mark as answered…</Menu.Item>
        }
        empty={
          <EmptyState
            icon={IconMailQuestion}
            title={state ? 'None was answered yet' : 'Nobody waits for an answer'}
            action={
              state && (
                <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
                  Show open requests
                </Button>
              )
            }
          />
        }
      />
      <ConfirmDialog
        isOpen={answered !== undefined}
        title="Was it answered?"
        confirmLabel="Mark as answered"
        onConfirm={async () => {
          const params = { path: { id: answered?.id ?? '' } };
          await http.POST('/api/v1/person-requests/{id}/closure', { params });
          await queries.invalidateQueries({ queryKey: ['get', '/api/v1/person-requests'] });
          showDone('Marked as answered');
        }}
        onClose={() => setAnswered(undefined)}
      >
        {answered?.kind === 'erasure'
          ? 'Only once the record is erased and they were told so.'
          : 'Only once they have their copy.'}
      </ConfirmDialog>
    </>
  );
}
