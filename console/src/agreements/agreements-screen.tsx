import { Anchor, Badge, Box, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileCertificate, IconSearchOff } from '@tabler/icons-react';
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
import { StatusBadge } from '../parts/status-badge';
import { optionsOf } from '../partners/words';
import { LastDay } from './last-day';
import { NewAgreementDrawer } from './new-agreement-drawer';
import { RemovalNotices } from './removal-notices';
import { agreementStatuses, kinds, others, type Agreement } from './words';

const columns: Column<Agreement>[] = [
  {
    key: 'title',
    title: 'Agreement',
    render: (agreement) => (
      <Box>
        <Group gap="xs">
          <Anchor component={Link} to={`/agreements/${agreement.id}`} fw={600} size="sm">
            {agreement.title}
          </Anchor>
          {agreement.is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {[agreement.owner_name, others(agreement)].filter(Boolean).join(' with ')}
        </Text>
      </Box>
    ),
  },
  {
    key: 'status',
    title: 'Status',
    render: ({ status }) => (
      <StatusBadge tone={agreementStatuses[status].tone}>{agreementStatuses[status].label}</StatusBadge>
    ),
  },
  { key: 'kind', title: 'Kind', render: ({ kind }) => kinds[kind] },
  { key: 'last-day', title: 'Last day', render: (agreement) => <LastDay agreement={agreement} /> },
  {
    key: 'people',
    title: 'People shown',
    align: 'right',
    render: ({ share_count }) => <span className="figures">{share_count}</span>,
  },
];

/** The register: what was agreed with whom, soonest to expire first. */
export function AgreementsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { q, status, kind } = useSearch({ from: '/agreements' });
  const navigate = useNavigate({ from: '/agreements' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { q, status, kind, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/agreements', { params: { query } }, keyset));
  const mayWrite = can(session, 'agreements.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Agreements"
        create={mayWrite ? { label: 'Register an agreement', onCreate: creating.open } : undefined}
      />
      <FilterChips
        searchLabel="Search by title"
        filters={[
          { key: 'status', label: 'Status', options: optionsOf(agreementStatuses) },
          { key: 'kind', label: 'Kind', options: optionsOf(kinds) },
        ]}
        values={{ q, status, kind }}
        onChange={change}
      />
      <DataTable
        noun="agreements"
        source={{ path: '/api/v1/agreements', query }}
        list={list}
        columns={columns}
        rowName={({ title }) => title}
        empty={
          q || status || kind ? (
            <EmptyState
              icon={IconSearchOff}
              title="No agreement matches"
              action={
                <Button
                  variant="default"
                  onClick={() => change({ q: undefined, status: undefined, kind: undefined })}
                >
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconFileCertificate}
              title="No agreement yet"
              description="What partners signed, until when it holds, and what it allows. Nobody is shown to a partner without one."
              action={mayWrite && <Button onClick={creating.open}>Register an agreement</Button>}
            />
          )
        }
      />
      <RemovalNotices />
      {isCreating && <NewAgreementDrawer onClose={creating.close} />}
    </>
  );
}
