import { Anchor, Badge, Box, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRoute, IconSearchOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { TriggerDrawer } from './trigger-drawer';
import { states, triggerOf, type Journey, type JourneyState } from './words';

const figure = (key: 'waiting_count' | 'done_count' | 'left_count', title: string): Column<Journey> => ({
  key,
  title,
  align: 'right',
  render: (journey) => <span className="figures">{journey[key]}</span>,
});

const columns: Column<Journey>[] = [
  {
    key: 'name',
    title: 'Journey',
    render: (journey) => (
      <Box>
        <Group gap="xs">
          <Anchor component={Link} to={`/journeys/${journey.id}`} fw={600} size="sm">
            {journey.name}
          </Anchor>
          {journey.is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {journey.owner_name} · {triggerOf(journey)}
        </Text>
      </Box>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>,
  },
  figure('waiting_count', 'Under way'),
  figure('done_count', 'Went through'),
  figure('left_count', 'Left'),
];

/** Automations: what happens by itself when people do something. */
export function JourneysScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { state } = useSearch({ from: '/journeys' });
  const navigate = useNavigate({ from: '/journeys' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { state, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/journeys', { params: { query } }, keyset));
  const mayWrite = can(session, 'mailings.write');
  const filter = (next: JourneyState | undefined) =>
    void navigate({ search: { state: next }, replace: true });
  return (
    <>
      <PageHeader
        title="Journeys"
        create={mayWrite ? { label: 'New journey', onCreate: creating.open } : undefined}
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
        onChange={(changed) => filter(changed.state as JourneyState | undefined)}
      />
      <DataTable
        noun="journeys"
        source={{ path: '/api/v1/journeys', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          state ? (
            <EmptyState
              icon={IconSearchOff}
              title="No journey is in this state"
              action={
                <Button variant="default" onClick={() => filter(undefined)}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconRoute}
              title="No journey yet"
              description="Welcome whoever signs, thank whoever came, ask whoever went quiet: steps that happen by themselves, once for each person."
              action={mayWrite && <Button onClick={creating.open}>New journey</Button>}
            />
          )
        }
      />
      <TriggerDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}
