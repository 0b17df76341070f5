import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGavel } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { DateTime, Missing } from '../parts/values';
import { PartnersTabs } from '../partners/partners-tabs';
import { NewDecisionDrawer } from './new-decision-drawer';
import { rules, stateOf, type Decision } from './words';

const columns: Column<Decision>[] = [
  {
    key: 'title',
    title: 'Proposal',
    render: ({ id, title, is_practice, owner_name }) => (
      <div>
        <Group gap="xs">
          <Anchor component={Link} to={`/partners/decisions/${id}`} fw={600} size="sm">
            {title}
          </Anchor>
          {is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {owner_name}
        </Text>
      </div>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: (decision) => <StatusBadge tone={stateOf(decision).tone}>{stateOf(decision).label}</StatusBadge>,
  },
  { key: 'rule', title: 'Rule', render: ({ rule }) => rules[rule].label },
  {
    key: 'deadline',
    title: 'Answers until',
    render: ({ deadline_at, time_zone }) => <DateTime value={deadline_at} zone={time_zone} />,
  },
  {
    key: 'answered',
    title: 'Answered',
    align: 'right',
    render: ({ tally }) =>
      tally ? <Answered tally={tally} /> : <Missing what="For the chapter that asks" />,
  },
];

function Answered({ tally }: { tally: NonNullable<Decision['tally']> }) {
  const said = tally.support + tally.stand_aside + tally.object;
  return (
    <span className="figures">
      {said} of {said + tally.silent}
    </span>
  );
}

/** The log of decisions: open ones first, then what was decided, newest first. */
export function DecisionsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { state } = useSearch({ from: '/partners/decisions' });
  const navigate = useNavigate({ from: '/partners/decisions' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { state, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/decisions', { params: { query } }, keyset));
  const mayWrite = ownersWith(session, 'partners.write').length > 0;
  return (
    <>
      <PageHeader
        title="Decisions"
        create={mayWrite ? { label: 'Put a proposal', onCreate: creating.open } : undefined}
      />
      <PartnersTabs />
      <FilterChips
        filters={[
          {
            key: 'state',
            label: 'State',
            options: [
              { value: 'open', label: 'Open' },
              { value: 'closed', label: 'Closed' },
            ],
          },
        ]}
        values={{ state }}
        onChange={(changed) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true })}
      />
      <DataTable
        noun="decisions"
        source={{ path: '/api/v1/decisions', query }}
        list={list}
        columns={columns}
        rowName={({ title }) => title}
        empty={
          <EmptyState
            icon={IconGavel}
            title={state ? 'No such decision' : 'Nothing to decide yet'}
            description="A proposal, what each partner says to it, and what came of it: on record, with the words that were agreed to."
            action={mayWrite && <Button onClick={creating.open}>Put a proposal</Button>}
          />
        }
      />
      {isCreating && <NewDecisionDrawer onClose={creating.close} />}
    </>
  );
}
