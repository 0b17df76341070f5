import { Box, Button, Text, Title } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';
import { RemovalByHand } from './removal-by-hand';

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
    render: (notice) =>
      notice.acknowledged_at ? (
        <>
          <DateTime value={notice.acknowledged_at} />
          {notice.acknowledged_words && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {notice.acknowledged_words}
            </Text>
          )}
        </>
      ) : (
        <StatusBadge tone={notice.is_untold || notice.is_overdue ? 'bad' : 'waiting'}>
          {notice.is_untold
            ? 'No mail could go: tell them'
            : notice.is_overdue
              ? 'Overdue: call them'
              : 'Not yet said'}
        </StatusBadge>
      ),
  },
];

/** Partners that were told to remove people who are shown to them no longer, and what they said. */
export function RemovalNotices() {
  const query = { limit: 25 };
  const session = useSession();
  const [open, setOpen] = useState<Notice | null>(null);
  const byHand: Column<Notice> = {
    key: 'by-hand',
    title: 'By hand',
    render: (notice) =>
      notice.acknowledged_at ? null : (
        <Button
          variant="default"
          size="xs"
          aria-label={`Tell ${notice.organization_name} by hand`}
          onClick={() => setOpen(notice)}
        >
          Tell them
        </Button>
      ),
  };
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
        out of our reach: it is told to remove it, and says so here. A partner with no data contact and nobody
        who signs in cannot be mailed: your team gets a task to tell it by hand.
      </Text>
      <DataTable
        noun="removal notices"
        source={{ path: '/api/v1/removal-notices', query }}
        list={list}
        columns={can(session, 'partners.write') ? [...columns, byHand] : columns}
        rowName={({ organization_name }) => organization_name}
        empty={
          <EmptyState
            icon={IconUserMinus}
            title="Nobody had to be told"
            description="When somebody takes back their consent, the partner that saw them is mailed and listed here."
          />
        }
      />
      {open && <RemovalByHand notice={open} onClose={() => setOpen(null)} />}
    </Box>
  );
}
