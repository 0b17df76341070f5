import { Anchor, Text } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { EditTrainingDrawer } from './edit-training-drawer';
import { type Training } from './words';

/** The trainings that an organization keeps account of. */
export function TrainingsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const [open, setOpen] = useState<Training | 'new'>();
  const query = { owner_id: chapter?.id };
  const found = api.useQuery('get', '/api/v1/trainings', { params: { query } });
  const names = new Map(session.chapters.map(({ id, name }) => [id, name]));
  const mayWrite = can(session, 'people.write');
  const columns: Column<Training>[] = [
    {
      key: 'name',
      title: 'Training',
      render: (training) => (
        <>
          {mayWrite ? (
            <Anchor component="button" type="button" size="sm" fw={600} onClick={() => setOpen(training)}>
              {training.name}
            </Anchor>
          ) : (
            <Text size="sm" fw={600}>
              {training.name}
            </Text>
          )}
          {session.chapters.length > 1 && (
            <Text size="xs" c="dimmed">
              {names.get(training.owner_id)}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'valid',
      title: 'Holds',
      render: ({ valid_months }) => (valid_months === null ? 'for ever' : `${valid_months} months`),
    },
    {
      key: 'state',
      title: 'State',
      render: ({ is_active }) => (
        <StatusBadge tone={is_active ? 'good' : 'neutral'}>{is_active ? 'Offered' : 'Put away'}</StatusBadge>
      ),
    },
  ];
  const create = { label: 'Add a training', onCreate: () => setOpen('new') };
  return (
    <>
      <PageHeader
        title="Trainings"
        back={{ label: 'Settings', to: '/settings' }}
        detail="What volunteers can be trained in, and how long it holds."
        create={mayWrite ? create : undefined}
      />
      <DataTable
        noun="trainings"
        source={{ path: '/api/v1/trainings', query }}
        list={{
          rows: found.data?.data,
          total: undefined,
          isRefreshing: found.isFetching,
          error: found.error,
          retry: () => void found.refetch(),
          hasMore: false,
          isLoadingMore: false,
          showMore: () => undefined,
        }}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          <EmptyState
            icon={IconCertificate}
            title="No trainings yet"
            description="Such as de-escalation, first aid or the briefing before a day at the State House."
          />
        }
      />
      {open && (
        <EditTrainingDrawer training={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
