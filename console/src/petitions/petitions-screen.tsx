import { Anchor, Badge, Box, Button, Group, Progress, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearchOff, IconSignature } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { useFormat } from '../parts/format';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { Missing } from '../parts/values';
import { NewPetitionDrawer } from './new-petition-drawer';
import { type PetitionField } from './routes';
import { languages, states, titleOf, writtenIn, type Petition } from './words';

const columns: Column<Petition, PetitionField>[] = [
  {
    key: 'title',
    title: 'Title',
    render: (petition) => (
      <Box>
        <Group gap="xs">
          <Anchor component={Link} to={`/petitions/${petition.id}`} fw={600} size="sm">
            {titleOf(petition)}
          </Anchor>
          {petition.is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {petition.owner_name}
        </Text>
      </Box>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>,
  },
  {
    key: 'signatures',
    title: 'Signatures',
    sort: 'confirmed_count',
    width: 190,
    render: (petition) => <Thermometer petition={petition} />,
  },
  {
    key: 'today',
    title: 'Last 24 hours',
    align: 'right',
    render: ({ confirmed_today }) => <span className="figures">{confirmed_today}</span>,
  },
  {
    key: 'languages',
    title: 'Languages',
    render: (petition) => writtenIn(petition).join(', ').toUpperCase() || <Missing what="None complete" />,
  },
];

export function PetitionsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { q, state, sort = '-created_at' } = useSearch({ from: '/petitions' });
  const navigate = useNavigate({ from: '/petitions' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { q, state, sort, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/petitions', { params: { query } }, keyset));
  const mayWrite = can(session, 'petitions.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Petitions"
        create={mayWrite ? { label: 'New petition', onCreate: creating.open } : undefined}
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
        noun="petitions"
        source={{ path: '/api/v1/petitions', query }}
        list={list}
        columns={columns}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        rowName={titleOf}
        empty={
          q || state ? (
            <EmptyState
              icon={IconSearchOff}
              title="No petition matches"
              action={
                <Button variant="default" onClick={() => change({ q: undefined, state: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconSignature}
              title="No petition yet"
              description={`Say who should do what, publish it in ${languages.length} languages, and watch the confirmed signatures come in.`}
              action={mayWrite && <Button onClick={creating.open}>New petition</Button>}
            />
          )
        }
      />
      <NewPetitionDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}

function Thermometer({ petition: { confirmed_count, goal, state } }: { petition: Petition }) {
  const { number, percent } = useFormat();
  if (state === 'draft') return <Missing what="Not published" />;
  return (
    <Box miw={150}>
      <Text size="sm" className="figures">
        <b>{number(confirmed_count)}</b> of {number(goal)}
      </Text>
      <Progress
        size="sm"
        value={Math.min(100, (100 * confirmed_count) / goal)}
        aria-label={`${percent(confirmed_count / goal)} of the goal`}
      />
    </Box>
  );
}
