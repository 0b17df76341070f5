import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconMail, IconSearchOff } from '@tabler/icons-react';
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
import { DateTime, Missing, RelativeTime } from '../parts/values';
import { useNewMailing } from './use-new-mailing';
import { optionsOf, stateOf, states, type Summary } from './words';

function Sent({ of }: { of: Summary }) {
  const { number } = useFormat();
  if (of.audience_count === null) return <Missing what="Not begun" />;
  return (
    <span className="figures">
      {number(of.sent_count)} of {number(of.audience_count)}
    </span>
  );
}

function Clicked({ of }: { of: Summary }) {
  const { number, percent } = useFormat();
  if (of.sent_count === 0) return <Missing what="Nothing sent yet" />;
  return (
    <span className="figures">
      {number(of.clicked_count)} · {percent(of.clicked_count / of.sent_count)}
    </span>
  );
}

function When({ of }: { of: Summary }) {
  if (of.state === 'scheduled' && of.scheduled_at)
    return <DateTime value={of.scheduled_at} zone={of.scheduled_zone ?? undefined} />;
  if (of.started_at) return <DateTime value={of.started_at} />;
  return (
    <Text span size="sm" c="dimmed">
      Edited <RelativeTime value={of.updated_at} />
    </Text>
  );
}

const columns: Column<Summary>[] = [
  {
    key: 'name',
    title: 'Mailing',
    render: ({ id, name, subject, is_practice }) => (
      <div>
        <Group gap="xs">
          <Anchor component={Link} to={`/mailings/${id}`} fw={600} size="sm">
            {name}
          </Anchor>
          {is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {subject || 'No subject yet'}
        </Text>
      </div>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: (row) => <StatusBadge tone={stateOf(row).tone}>{stateOf(row).label}</StatusBadge>,
  },
  { key: 'sent', title: 'Delivered', align: 'right', render: (row) => <Sent of={row} /> },
  { key: 'clicked', title: 'Clicked', align: 'right', render: (row) => <Clicked of={row} /> },
  { key: 'when', title: 'When', render: (row) => <When of={row} /> },
];

/** Every mailing of the organizations one works for. */
export function MailingsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { state, q } = useSearch({ from: '/mailings' });
  const navigate = useNavigate({ from: '/mailings' });
  const creating = useNewMailing();
  const query = { state, q, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/mailings', { params: { query } }, keyset));
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const mayWrite = can(session, 'mailings.write');
  const create = () => creating.mutate({});
  return (
    <>
      <PageHeader
        title="Mailings"
        create={mayWrite ? { label: 'Write a mailing', onCreate: create } : undefined}
        actions={
          <>
            <Button component={Link} to="/mailings/calendar" variant="default">
              Calendar
            </Button>
            <Button component={Link} to="/deliverability" variant="default">
              Deliverability
            </Button>
            <Button component={Link} to="/templates" variant="default">
              Templates
            </Button>
          </>
        }
      />
      <FilterChips
        searchLabel="Search by name or subject"
        filters={[{ key: 'state', label: 'State', options: optionsOf(states) }]}
        values={{ state, q }}
        onChange={change}
      />
      <DataTable
        noun="mailings"
        source={{ path: '/api/v1/mailings', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          state || q ? (
            <EmptyState
              icon={IconSearchOff}
              title="No mailing matches"
              action={
                <Button variant="default" onClick={() => change({ state: undefined, q: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconMail}
              title="No mailing yet"
              description="News and calls to action for the people who asked for them. You see who gets it, and what became of each message."
              action={mayWrite && <Button onClick={create}>Write a mailing</Button>}
            />
          )
        }
      />
    </>
  );
}
