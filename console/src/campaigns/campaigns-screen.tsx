import { Anchor, Badge, Box, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFlag, IconSearchOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { Missing } from '../parts/values';
import { NewCampaignDrawer } from './new-campaign-drawer';
import { states, type Campaign } from './words';

const columns: Column<Campaign>[] = [
  { key: 'title', title: 'Title', render: (campaign) => <Title campaign={campaign} /> },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>,
  },
  {
    key: 'since',
    title: 'Since',
    render: ({ published_at, ended_at }) => <Since at={ended_at ?? published_at} />,
  },
];

function Title({ campaign }: { campaign: Campaign }) {
  const { account } = useSession();
  return (
    <Box>
      <Group gap="xs">
        <Anchor component={Link} to={`/campaigns/${campaign.id}`} fw={600} size="sm">
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

function Since({ at }: { at: string | null }) {
  const { date } = useFormat();
  return at ? date(at) : <Missing what="Not published" />;
}

export function CampaignsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { q, state } = useSearch({ from: '/campaigns' });
  const navigate = useNavigate({ from: '/campaigns' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { q, state, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/campaigns', { params: { query } }, keyset));
  const mayWrite = ownersWith(session, 'campaigns.write').length > 0;
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Campaigns"
        actions={
          <Button component={Link} to="/campaigns/kits" variant="default">
            Kits of the network
          </Button>
        }
        create={mayWrite ? { label: 'New campaign', onCreate: creating.open } : undefined}
      />
      <FilterChips
        searchLabel="Search by title"
        filters={[
          {
            key: 'state',
            label: 'State',
            options: Object.entries(states).map(([value, { label }]) => ({ value, label })),
          },
        ]}
        values={{ q, state }}
        onChange={change}
      />
      <DataTable
        noun="campaigns"
        source={{ path: '/api/v1/campaigns', query }}
        list={list}
        columns={columns}
        rowName={({ title }) => localized(title, session.account.locale)}
        empty={
          q || state ? (
            <EmptyState
              icon={IconSearchOff}
              title="No campaign matches"
              action={
                <Button variant="default" onClick={() => change({ q: undefined, state: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconFlag}
              title="No campaign yet"
              description="One aim, with the petitions, events and letters that serve it on one page of its own."
              action={mayWrite && <Button onClick={creating.open}>New campaign</Button>}
            />
          )
        }
      />
      <NewCampaignDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}
