import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session';
import { DataTable } from '../parts/data-table/data-table';
import { type Column, type DataTableProps } from '../parts/data-table/types';
import { StatusBadge } from '../parts/status-badge';
import { DateTime, Missing } from '../parts/values';
import { sectors, statuses, type Partner } from './words';

const columns: Column<Partner>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name, is_practice }) => (
      <Group gap="xs">
        <Anchor component={Link} to={`/partners/${id}`} fw={600} size="sm">
          {name}
        </Anchor>
        {is_practice && <Badge size="xs">practice</Badge>}
      </Group>
    ),
  },
  { key: 'sector', title: 'Sector', render: ({ sector }) => sectors[sector] },
  {
    key: 'status',
    title: 'Status',
    render: ({ status }) => <StatusBadge tone={statuses[status].tone}>{statuses[status].label}</StatusBadge>,
  },
  {
    key: 'people',
    title: 'People',
    align: 'right',
    render: ({ people_count }) => <span className="figures">{people_count}</span>,
  },
  {
    key: 'last-contact',
    title: 'Last contact',
    render: ({ last_contact_at }) =>
      last_contact_at ? <DateTime value={last_contact_at} dateOnly /> : <Missing what="No contact noted" />,
  },
  {
    key: 'owner',
    title: 'Looked after by',
    render: ({ owner_name }) => owner_name ?? <Missing what="Nobody yet" />,
  },
  {
    key: 'listed',
    title: 'Public listing',
    isHidden: true,
    render: ({ is_listed }) => (is_listed ? 'Listed' : <Text size="sm">Not listed</Text>),
  },
];

const chapterColumn: Column<Partner> = {
  key: 'chapter',
  title: 'Chapter',
  render: ({ chapter_name }) => chapter_name,
};

export function PartnersTable({
  list,
  source,
  empty,
}: Pick<DataTableProps<Partner>, 'list' | 'source' | 'empty'>) {
  const { chapters } = useSession();
  const shown = chapters.length > 1 ? [...columns.slice(0, 3), chapterColumn, ...columns.slice(3)] : columns;
  return (
    <DataTable
      noun="partners"
      source={source}
      list={list}
      columns={shown}
      rowName={({ name }) => name}
      empty={empty}
    />
  );
}
