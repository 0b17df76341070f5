import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, http, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { showDone, showFailure } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { duplicateReasons, nameOf } from './words';

type Duplicate = Schema<'DuplicateResource'>;

const columns: Column<Duplicate>[] = [
  { key: 'first', title: 'One', render: ({ first }) => <Half person={first} /> },
  { key: 'second', title: 'The other', render: ({ second }) => <Half person={second} /> },
  { key: 'why', title: 'Why', render: ({ why }) => duplicateReasons[why] ?? why },
  { key: 'acts', title: 'Decide', align: 'right', render: (each) => <Acts duplicate={each} /> },
];

/** People who may be one human, the surest first. Nothing is merged by itself. */
export function DuplicatesScreen() {
  const { chapter } = useChapter();
  const query = { owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/duplicates', { params: { query } }, keyset));
  return (
    <>
      <PageHeader
        title="Possible duplicates"
        back={{ label: 'People', to: '/people' }}
        detail="Found every night and after imports. You decide; a merge can be undone for thirty days."
      />
      <DataTable
        noun="pairs"
        source={{ path: '/api/v1/duplicates', query }}
        list={list}
        columns={columns}
        rowName={({ first, second }) => `${nameOf(first)} and ${nameOf(second)}`}
        empty={
          <EmptyState
            icon={IconUsersGroup}
            title="Nobody looks like a duplicate"
            description="Pairs with one email, phone, or name and ZIP stand here until somebody decides."
          />
        }
      />
    </>
  );
}

function Half({ person }: { person: Duplicate['first'] }) {
  const { email, phone, street, city, zip } = person;
  return (
    <Stack gap={0}>
      <Text size="sm" fw={600}>
        {nameOf(person)}
      </Text>
      <Text size="xs" c="dimmed">
        {[email, phone].filter(Boolean).join(' · ') || 'No email or phone'}
      </Text>
      <Text size="xs" c="dimmed">
        {[street, city, zip].filter(Boolean).join(', ')}
      </Text>
    </Stack>
  );
}

function Acts({ duplicate: { id, first, second } }: { duplicate: Duplicate }) {
  const queries = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => http.POST('/api/v1/duplicates/{id}/dismissal', { params: { path: { id } } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/duplicates'] });
      showDone('They stay two');
    },
    onError: showFailure,
  });
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        loading={dismiss.isPending}
        onClick={() => dismiss.mutate()}
      >
        Not the same
      </Button>
      <Button
        component={Link}
        to={`/people/${first.id}/merge/${second.id}`}
        size="compact-sm"
        aria-label={`Compare ${nameOf(first)} and ${nameOf(second)}`}
      >
        Compare
      </Button>
    </Group>
  );
}
