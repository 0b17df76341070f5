import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearchOff, IconUsersGroup } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { Missing, RelativeTime } from '../parts/values';
import { InviteDrawer } from './invite-drawer';
import { managedPlaces, roles, states, type Member } from './words';

const columns: Column<Member>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name, email, is_you }) => (
      <Stack gap={0}>
        <Group gap="xs">
          <Anchor component={Link} to={`/team/${id}`} fw={600} size="sm">
            {name}
          </Anchor>
          {is_you && <Badge size="xs">you</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
      </Stack>
    ),
  },
  {
    key: 'roles',
    title: 'Roles',
    render: ({ roles: held }) => (
      <Stack gap={2}>
        {held.map(({ id, role, organization_name, expires_at }) => (
          <Text key={id} size="sm">
            {roles[role].label}
            <Text span size="sm" c="dimmed">
              {` · ${organization_name}`}
              {expires_at && (
                <>
                  {' '}
                  · {new Date(expires_at) < new Date() ? 'ended' : 'ends'}{' '}
                  {<RelativeTime value={expires_at} />}
                </>
              )}
            </Text>
          </Text>
        ))}
      </Stack>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>,
  },
  {
    key: 'two-factor',
    title: 'Second factor',
    render: ({ has_two_factor }) => (has_two_factor ? 'Set up' : <Missing what="Not set up" />),
  },
  {
    key: 'seen',
    title: 'Last seen',
    render: ({ seen_at }) => (seen_at ? <RelativeTime value={seen_at} /> : <Missing what="Not lately" />),
  },
];

/** Who works here, and as what. */
export function TeamScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { q, place } = useSearch({ from: '/team' });
  const navigate = useNavigate({ from: '/team' });
  const [isInviting, inviting] = useDisclosure(false);
  const places = managedPlaces(session);
  const query = { search: q, organization_id: place ?? chapter?.id };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/staff', { params: { query } }, keyset));
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Team"
        create={places.length > 0 ? { label: 'Invite someone', onCreate: inviting.open } : undefined}
        actions={
          <Button variant="default" component={Link} to="/team/roles">
            What each role may do
          </Button>
        }
      />
      <FilterChips
        searchLabel="Search by name or email"
        filters={
          places.length > 1
            ? [
                {
                  key: 'place',
                  label: 'Works for',
                  options: places.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []
        }
        values={{ q, place }}
        onChange={change}
      />
      <DataTable
        noun="staff"
        source={{ path: '/api/v1/staff', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          q || place ? (
            <EmptyState
              icon={IconSearchOff}
              title="Nobody matches"
              action={
                <Button variant="default" onClick={() => change({ q: undefined, place: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconUsersGroup}
              title="Nobody works here yet"
              description="Invite the people you organize with. Each gets a role that says what they may do."
              action={places.length > 0 && <Button onClick={inviting.open}>Invite someone</Button>}
            />
          )
        }
      />
      <InviteDrawer isOpen={isInviting} onClose={inviting.close} />
    </>
  );
}
