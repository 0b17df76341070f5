import { Box, Text, Title } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';

type Notice = Schema<'RemovalNoticeResource'>;

const columns: Column<Notice>[] = [
  { key: 'partner', title: 'Partner', render: ({ organization_name }) => <b>{organization_name}</b> },
  { key: 'told', title: 'Told', render: ({ told_at }) => <DateTime value={told_at} /> },
  {
    key: 'people',
    title: 'People',
    align: 'right',
    render: ({ people_count }) => <span className="figures">{people_count}</span>,
  },
  {
    key: 'state',
    title: 'Removed',
    render: ({ acknowledged_at, is_overdue }) =>
      acknowledged_at ? (
        <DateTime value={acknowledged_at} />
      ) : (
        <StatusBadge tone={is_overdue ? 'bad' : 'waiting'}>
          {is_overdue ? 'Overdue: call them' : 'Not yet said'}
        </StatusBadge>
      ),
  },
];

/** Partners that were told to remove people who are shown to them no longer, and what they said. */
export function RemovalNotices() {
  const query = { limit: 25 };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/removal-notices', { params: { query } }, keyset),
  );
  return (
    <Box component="section" aria-labelledby="removal-notices" mt="xl">
      <Title order={2} id="removal-notices" mb={4}>
        Removal notices
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Who took their consent back is gone from a partner’s list at once. What the partner exported before is
        out of our reach: it is told to remove it, and says so here.
      </Text>
      <DataTable
        noun="removal notices"
        source={{ path: '/api/v1/removal-notices', query }}
        list={list}
        columns={columns}
        rowName={({ organization_name }) => organization_name}
        empty={
          <EmptyState
            icon={IconUserMinus}
            title="Nobody had to be told"
            description="When somebody takes back their consent, the partner that saw them is mailed and listed here."
          />
        }
      />
    </Box>
  );
}
