import { Anchor, Badge, Box, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailForward, IconSearchOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { NewLetterDrawer } from './new-letter-drawer';
import { states, type LetterCampaign } from './words';

const columns: Column<LetterCampaign>[] = [
  { key: 'title', title: 'Title', render: (campaign) => <Title campaign={campaign} /> },
  {
    key: 'state',
    title: 'State',
    render: ({ state, is_test_mode }) => (
      <Group gap="xs">
        <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>
        {is_test_mode && <StatusBadge tone="waiting">Test mode</StatusBadge>}
      </Group>
    ),
  },
  {
    key: 'writers',
    title: 'Letters confirmed',
    align: 'right',
    render: ({ confirmed_count }) => <span className="figures">{confirmed_count}</span>,
  },
  {
    key: 'sent',
    title: 'Sent to officials',
    align: 'right',
    render: ({ sent_count }) => <span className="figures">{sent_count}</span>,
  },
];

function Title({ campaign }: { campaign: LetterCampaign }) {
  const { account } = useSession();
  return (
    <Box>
      <Group gap="xs">
        <Anchor component={Link} to={`/letters/${campaign.id}`} fw={600} size="sm">
          {localized(campaign.title, account.locale)}
        </Anchor>
        {campaign.is_practice && <Badge size="xs">practice</Badge>}
      </Group>
      <Text size="xs" c="dimmed">
        {campaign.owner_name}
      </Text>
    </Box>
  );
}

export function LettersScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { state } = useSearch({ from: '/letters' });
  const navigate = useNavigate({ from: '/letters' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { state, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/letter-campaigns', { params: { query } }, keyset),
  );
  const mayWrite = can(session, 'letters.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Letters"
        create={mayWrite ? { label: 'New letter campaign', onCreate: creating.open } : undefined}
      />
      <FilterChips
        filters={[
          {
            key: 'state',
            label: 'State',
            options: Object.entries(states).map(([value, { label }]) => ({ value, label })),
          },
        ]}
        values={{ state }}
        onChange={change}
      />
      <DataTable
        noun="letter campaigns"
        source={{ path: '/api/v1/letter-campaigns', query }}
        list={list}
        columns={columns}
        rowName={({ title }) => localized(title, session.account.locale)}
        empty={
          state ? (
            <EmptyState
              icon={IconSearchOff}
              title="No campaign matches"
              action={
                <Button variant="default" onClick={() => change({ state: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconMailForward}
              title="No letter campaign yet"
              description="Supporters give their address, see their own officials and write to them in their own words."
              action={mayWrite && <Button onClick={creating.open}>New letter campaign</Button>}
            />
          )
        }
      />
      <NewLetterDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}
