import { Anchor, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { keyset, keysetList } from '../api/keyset';
import { useOpenable } from '../frame/use-sections';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { ExportButton } from '../parts/export-button';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { KpiCard } from '../parts/kpi-card';
import { StatusBadge } from '../parts/status-badge';
import { Missing, RelativeTime } from '../parts/values';
import { ActionFunnel } from '../funnel/action-funnel';
import { PetitionDays } from './petition-days';
import {
  signatureFilters,
  signatureStates,
  type Petition,
  type Signature,
  type SignatureState,
} from './words';

const columns: Column<Signature>[] = [
  { key: 'name', title: 'Name', render: (signature) => <Signer signature={signature} /> },
  {
    key: 'state',
    title: 'State',
    render: ({ state, is_suspect }) =>
      is_suspect ? (
        <StatusBadge tone="bad">Probably a robot</StatusBadge>
      ) : (
        <StatusBadge tone={signatureStates[state].tone}>{signatureStates[state].label}</StatusBadge>
      ),
  },
  { key: 'zip', title: 'ZIP', render: ({ zip }) => zip || <Missing /> },
  {
    key: 'comment',
    title: 'Their words',
    render: ({ comment }) => (comment ? <Text size="sm">{comment}</Text> : <Missing what="None" />),
  },
  { key: 'source', title: 'Came by', render: ({ source }) => source ?? <Missing what="No source code" /> },
  { key: 'signed', title: 'Signed', render: ({ created_at }) => <RelativeTime value={created_at} /> },
];

/** How it goes, and who signed. */
export function PetitionSignatures({ petition: { id, goal, confirmed_count } }: { petition: Petition }) {
  const session = useSession();
  const [filters, setFilters] = useState<FilterValues>({});
  const [words, setWords] = useState<'all' | 'words'>('all');
  const { state, q } = filters;
  const params = { path: { id } };
  const figures = api.useQuery('get', '/api/v1/petitions/{id}/figures', { params });
  const query = {
    state: state as SignatureState | undefined,
    q,
    has_comment: words === 'words' ? ('true' as const) : undefined,
    limit: 50,
  };
  const list = keysetList(
    api.useInfiniteQuery(
      'get',
      '/api/v1/petitions/{id}/signatures',
      { params: { ...params, query } },
      keyset,
    ),
  );
  const totals = figures.data?.totals;
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <KpiCard label="Confirmed" value={totals?.confirmed} goal={goal} towardsGoal={confirmed_count} />
        <KpiCard label="Removed by signers" value={totals?.withdrawn} />
        <KpiCard label="Probably robots" value={totals?.suspect} detail="Never mailed, never counted" />
      </SimpleGrid>
      {figures.data && <PetitionDays figures={figures.data} />}
      {can(session, 'campaigns.read') && <ActionFunnel kind="petition" id={id} />}
      <div>
        <Group justify="space-between" align="flex-start" gap="xs">
          <FilterChips
            searchLabel="Name or email"
            filters={[
              {
                key: 'state',
                label: 'State',
                options: signatureFilters,
              },
            ]}
            values={filters}
            onChange={(changed) => setFilters((now) => ({ ...now, ...changed }))}
          />
          <Group gap="xs">
            <ExportButton
              path={`/api/v1/petitions/${id}/signatures.csv`}
              query={{ q: filters.q, state: filters.state }}
            />
            <SegmentedControl
              size="sm"
              aria-label="Which signatures"
              data={[
                { value: 'all', label: 'All' },
                { value: 'words', label: 'With words of their own' },
              ]}
              value={words}
              onChange={(next) => setWords(next === 'words' ? 'words' : 'all')}
            />
          </Group>
        </Group>
        <DataTable
          noun="signatures"
          list={list}
          columns={columns}
          rowName={({ given_name, family_name }) => `${given_name} ${family_name}`}
          empty={
            <EmptyState
              icon={IconSignature}
              title={state || q || words === 'words' ? 'No signature matches' : 'Nobody has signed yet'}
            />
          }
        />
      </div>
    </Stack>
  );
}

function Signer({ signature: { person_id, given_name, family_name, email } }: { signature: Signature }) {
  const name = `${given_name} ${family_name}`;
  const href = useOpenable()(`/people/${person_id}`);
  return (
    <div>
      {person_id && href ? (
        <Anchor component={Link} to={href} fw={600} size="sm">
          {name}
        </Anchor>
      ) : (
        <Text size="sm" fw={600}>
          {name}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {email}
      </Text>
    </div>
  );
}
