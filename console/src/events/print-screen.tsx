import './check-in.css';
import { Button, Skeleton, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { nameOf, useShiftNames } from './event-attendees';
import { attendeeStates, type Attendee, type EventRecord } from './words';

const PAGE = 200;

/** The list on paper, for a door without a phone: by shift and name, with a box to tick. */
export function PrintScreen() {
  const { id } = useParams({ from: '/events/$id/print' });
  const event = api.useQuery('get', '/api/v1/events/{id}', { params: { path: { id } } });
  const attendees = useQuery({
    queryKey: ['events', id, 'print'],
    queryFn: ({ signal }) => everybody(id, signal),
  });
  const failed = [event, attendees].find((query) => query.isLoadingError);
  if (failed) {
    const retry = () => void failed.refetch();
    return <LoadFailure error={failed.error} onRetry={retry} what="The list" headingOrder={1} />;
  }
  if (!event.data || !attendees.data) return <Skeleton h={400} />;
  return <Sheet event={event.data} attendees={attendees.data} />;
}

async function everybody(id: string, signal: AbortSignal): Promise<Attendee[]> {
  const all: Attendee[] = [];
  for (let after: string | undefined; ;) {
    const params = { path: { id }, query: { limit: PAGE, after } };
    const { data } = await http.GET('/api/v1/events/{id}/attendances', { params, signal });
    all.push(...(data?.data ?? []));
    if (!data?.next) return all;
    after = data.next;
  }
}

function Sheet({ event, attendees }: { event: EventRecord; attendees: Attendee[] }) {
  const { locale, zonedDateTime } = useFormat();
  const shiftName = useShiftNames(event);
  const coming = attendees.filter(({ state }) => state !== 'cancelled');
  return (
    <div className="print-sheet">
      <PageHeader
        title={localized(event.title, locale)}
        detail={[event.starts_at && zonedDateTime(event.starts_at, event.time_zone), event.venue]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <Button
            className="no-print"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        }
      />
      {event.shifts.map(({ id }) => (
        <section key={id}>
          <Title order={2} mt="lg" mb="xs">
            {shiftName(id)}
          </Title>
          <ShiftSheet attendees={coming.filter(({ shift_id }) => shift_id === id)} />
        </section>
      ))}
      <Text size="sm" c="dimmed" mt="md">
        Names of people: keep this sheet with you and shred it afterwards.
      </Text>
    </div>
  );
}

function ShiftSheet({ attendees }: { attendees: Attendee[] }) {
  if (attendees.length === 0) return <Text size="sm">Nobody is signed up.</Text>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">In</th>
          <th scope="col">Name</th>
          <th scope="col">Party</th>
          <th scope="col">Status</th>
          <th scope="col">Access needs</th>
          <th scope="col">Phone</th>
        </tr>
      </thead>
      <tbody>
        {attendees.map((attendee) => (
          <tr key={attendee.id}>
            <td>
              {attendee.state === 'attended' ? '✓' : <span className="print-box" aria-label="not in yet" />}
            </td>
            <td>{nameOf(attendee)}</td>
            <td>{attendee.party_size}</td>
            <td>{attendeeStates[attendee.state].label}</td>
            <td>{attendee.access_needs}</td>
            <td>{attendee.phone}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
