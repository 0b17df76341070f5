import { Badge, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CoSponsorsPanel } from '../co-sponsors/co-sponsors-panel';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { ActionFunnel } from '../funnel/action-funnel';
import { useFormat } from '../parts/format';
import { MessagesPanel } from '../messages/messages-panel';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { EventActions } from './event-actions';
import { EventAttendees } from './event-attendees';
import { EventDetails } from './event-details';
import { EventHelpers } from './event-helpers';
import { EventShare } from './event-share';
import { EventShifts } from './event-shifts';
import { type EventTab } from './routes';
import { eventStates, kinds, type EventRecord } from './words';

export interface EventPartProps {
  event: EventRecord;
  mayWrite: boolean;
}

const REFRESH_MS = 30_000;

/** One event: what it says, when it is, who comes. */
export function EventScreen() {
  const { id } = useParams({ from: '/events/$id' });
  const { tab } = useSearch({ from: '/events/$id' });
  const navigate = useNavigate({ from: '/events/$id' });
  const session = useSession();
  const { locale, number } = useFormat();
  const path = { params: { path: { id } } };
  const event = api.useQuery('get', '/api/v1/events/{id}', path, { refetchInterval: REFRESH_MS });
  if (event.isLoadingError) {
    const retry = () => void event.refetch();
    return <LoadFailure error={event.error} onRetry={retry} what="The event" headingOrder={1} />;
  }
  if (!event.data) return <Skeleton h={400} />;
  const { data } = event;
  const mayWrite = can(session, 'events.write');
  const mayManage = can(session, 'staff.manage');
  const shown = tab ?? (data.state === 'published' ? 'attendees' : 'details');
  const coming = data.totals.expected + data.totals.attended;
  const tabs: Partial<Record<EventTab, string>> = {
    details: 'Details',
    shifts: `Shifts (${data.shifts.length})`,
    attendees: `Attendees (${number(coming)})`,
    ...(mayManage && { helpers: 'Helpers' }),
    ...(can(session, 'campaigns.read') && { messages: 'Messages' }),
    partners: 'Partners',
    share: 'Share',
  };
  return (
    <>
      <PageHeader
        title={localized(data.title, locale)}
        back={{ label: 'Events', to: '/events' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={eventStates[data.state].tone}>{eventStates[data.state].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={<WhenAndWhere event={data} />}
        actions={<EventActions event={data} mayWrite={mayWrite} />}
      />
      <Tabs
        value={shown}
        onChange={(next) => void navigate({ search: { tab: next as EventTab }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {Object.entries(tabs).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="details">
          <EventDetails event={data} mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="shifts">
          <EventShifts event={data} mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="attendees">
          <EventAttendees event={data} mayWrite={mayWrite} />
        </Tabs.Panel>
        {mayManage && (
          <Tabs.Panel value="helpers">
            <EventHelpers event={data} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="messages">
          <MessagesPanel kind="event" id={data.id} mayWrite={can(session, 'campaigns.write')} />
        </Tabs.Panel>
        <Tabs.Panel value="partners">
          <CoSponsorsPanel kind="event" id={data.id} mayWrite={can(session, 'campaigns.write')} />
        </Tabs.Panel>
        <Tabs.Panel value="share">
          <Stack gap="md">
            <EventShare event={data} />
            {can(session, 'campaigns.read') && <ActionFunnel kind="event" id={data.id} />}
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** In the event's zone, and in the reader's where their clock shows something else. */
function WhenAndWhere({ event }: { event: EventRecord }) {
  const { zonedDateTime, zonedTime } = useFormat();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!event.starts_at) return <>{kinds[event.kind]} · no shift yet</>;
  const there = zonedDateTime(event.starts_at, event.time_zone);
  const differs = zonedTime(event.starts_at, here) !== zonedTime(event.starts_at, event.time_zone);
  return (
    <>
      {[kinds[event.kind], there, event.venue].filter(Boolean).join(' · ')}
      {differs && (
        <Text span size="sm" c="dimmed">
          {' '}
          ({zonedDateTime(event.starts_at, here)} for you)
        </Text>
      )}
    </>
  );
}
