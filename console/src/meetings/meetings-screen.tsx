import { Anchor, Badge, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsersGroup } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { useFormat } from '../parts/format';
import { PageHeader } from '../parts/page-header';
import { PartnersTabs } from '../partners/partners-tabs';
import { optionsOf } from '../partners/words';
import { MeetingDrawer } from './meeting-drawer';
import { meetingKinds, type Meeting } from './words';

const columns: Column<Meeting>[] = [
  {
    key: 'title',
    title: 'Meeting',
    render: ({ id, title, is_practice }) => (
      <Group gap="xs">
        <Anchor component={Link} to={`/partners/meetings/${id}`} fw={600} size="sm">
          {title}
        </Anchor>
        {is_practice && <Badge size="xs">practice</Badge>}
      </Group>
    ),
  },
  { key: 'day', title: 'Day', render: ({ held_on }) => <Day value={held_on} /> },
  { key: 'kind', title: 'Kind', render: ({ kind }) => meetingKinds[kind] },
  {
    key: 'partners',
    title: 'Partners there',
    align: 'right',
    render: ({ partner_count }) => <span className="figures">{partner_count}</span>,
  },
  { key: 'owner', title: 'Held by', render: ({ owner_name }) => owner_name },
];

function Day({ value }: { value: string }) {
  const { day } = useFormat();
  return <time dateTime={value}>{day(value)}</time>;
}

/** Meetings, newest first; each leads to its list of partners to be ticked. */
export function MeetingsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { kind } = useSearch({ from: '/partners/meetings' });
  const navigate = useNavigate({ from: '/partners/meetings' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { kind, owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/meetings', { params: { query } }, keyset));
  const mayWrite = ownersWith(session, 'partners.write').length > 0;
  return (
    <>
      <PageHeader
        title="Meetings"
        create={mayWrite ? { label: 'Write down a meeting', onCreate: creating.open } : undefined}
      />
      <PartnersTabs />
      <FilterChips
        filters={[{ key: 'kind', label: 'Kind', options: optionsOf(meetingKinds) }]}
        values={{ kind }}
        onChange={(changed) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true })}
      />
      <DataTable
        noun="meetings"
        source={{ path: '/api/v1/meetings', query }}
        list={list}
        columns={columns}
        rowName={({ title }) => title}
        empty={
          <EmptyState
            icon={IconUsersGroup}
            title={kind ? 'No such meeting' : 'No meeting yet'}
            description="Write one down and tick who came: it takes a minute on a phone, and shows who drifts away."
            action={mayWrite && <Button onClick={creating.open}>Write down a meeting</Button>}
          />
        }
      />
      {isCreating && <MeetingDrawer onClose={creating.close} />}
    </>
  );
}
