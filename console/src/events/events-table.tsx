import { Anchor, Badge, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ownersWith, useSession } from '../api/session';
import { DataTable } from '../parts/data-table/data-table';
import { type Column, type DataTableProps } from '../parts/data-table/types';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { StatusBadge } from '../parts/status-badge';
import { Missing } from '../parts/values';
import { eventStates, kinds, modes, type EventRow } from './words';

export function EventsTable({
  list,
  source,
  empty,
}: Pick<DataTableProps<EventRow>, 'list' | 'source' | 'empty'>) {
  const session = useSession();
  const { locale } = useFormat();
  const hosts = new Map(session.chapters.map(({ id, name }) => [id, name]));
  const columns: Column<EventRow>[] = [
    { key: 'title', title: 'Event', render: (event) => <Title event={event} /> },
    { key: 'when', title: 'When', render: (event) => <When event={event} /> },
    { key: 'where', title: 'Where', render: ({ mode, venue }) => venue || modes[mode] },
    { key: 'places', title: 'Places', width: 150, render: (event) => <Places event={event} /> },
    {
      key: 'state',
      title: 'State',
      render: ({ state }) => (
        <StatusBadge tone={eventStates[state].tone}>{eventStates[state].label}</StatusBadge>
      ),
    },
    ...(ownersWith(session, 'events.write').length > 1
      ? [
          {
            key: 'host',
            title: 'Host',
            render: ({ owner_id }: EventRow) => hosts.get(owner_id) ?? session.network.name,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      noun="events"
      source={source}
      list={list}
      columns={columns}
      rowName={({ title }) => localized(title, locale)}
      empty={empty}
    />
  );
}

function Title({ event }: { event: EventRow }) {
  const { locale } = useFormat();
  return (
    <Stack gap={0}>
      <Group gap="xs">
        <Anchor component={Link} to={`/events/${event.id}`} fw={600} size="sm">
          {localized(event.title, locale)}
        </Anchor>
        {event.is_practice && <Badge size="xs">practice</Badge>}
      </Group>
      <Text size="xs" c="dimmed">
        {kinds[event.kind]}
      </Text>
    </Stack>
  );
}

/** By the clock of the event's zone, which is said. */
function When({ event }: { event: EventRow }) {
  const { zonedDateTime } = useFormat();
  if (!event.starts_at) return <Missing what="No shift yet" />;
  return <time dateTime={event.starts_at}>{zonedDateTime(event.starts_at, event.time_zone)}</time>;
}

/** Seats that are held, with a bar where there is a limit. */
export function Places({ event }: { event: Pick<EventRow, 'capacity' | 'taken' | 'waiting'> }) {
  const { number } = useFormat();
  const { capacity, taken, waiting } = event;
  const held = capacity === null ? number(taken) : `${number(taken)} of ${number(capacity)}`;
  return (
    <Stack gap={4}>
      <Text size="sm" className="figures">
        {held}
        {waiting > 0 && ` · ${number(waiting)} waiting`}
      </Text>
      {capacity !== null && <Progress value={(100 * taken) / capacity} aria-label={`${held} places taken`} />}
    </Stack>
  );
}
