import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconSearchOff, IconUsers } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { showDone, showFailure } from '../frame/toasts';
import { useOpenable } from '../frame/use-sections';
import { CopyField } from '../parts/copy-field';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { ExportButton } from '../parts/export-button';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { StatusBadge } from '../parts/status-badge';
import { DateTime, Missing } from '../parts/values';
import { type EventPartProps } from './event-screen';
import { useRefreshEvent } from './use-keep-event';
import { attendeeStates, optionsOf, type Attendee, type EventRecord } from './words';

/** Who is signed up; one row a party and shift. */
export function EventAttendees({ event, mayWrite }: EventPartProps) {
  const { q, shift, state } = useSearch({ from: '/events/$id' });
  const navigate = useNavigate({ from: '/events/$id' });
  const shiftName = useShiftNames(event);
  const params = { path: { id: event.id }, query: { q, shift_id: shift, state } };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/events/{id}/attendances', { params }, keyset));
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, tab: 'attendees', ...changed }), replace: true });
  const isFiltered = Boolean(q ?? shift ?? state);
  const states = { key: 'state', label: 'Status', options: optionsOf(attendeeStates) };
  const shifts = {
    key: 'shift',
    label: 'Shift',
    options: event.shifts.map(({ id }) => ({ value: id, label: shiftName(id) })),
  };
  return (
    <>
      <Group justify="flex-end" mb="xs">
        <ExportButton
          path={`/api/v1/events/${event.id}/attendances.csv`}
          query={{ q, shift_id: shift, state }}
        />
      </Group>
      <FilterChips
        searchLabel="Search by name, email or phone"
        filters={event.shifts.length > 1 ? [shifts, states] : [states]}
        values={{ q, shift, state }}
        onChange={change}
      />
      <DataTable
        noun="attendees"
        list={list}
        columns={columnsOf(event, shiftName)}
        rowName={nameOf}
        rowMenu={mayWrite ? (attendee) => <RowMenu attendee={attendee} /> : undefined}
        empty={
          isFiltered ? (
            <EmptyState
              icon={IconSearchOff}
              title="Nobody matches"
              action={
                <Button
                  variant="default"
                  onClick={() => change({ q: undefined, shift: undefined, state: undefined })}
                >
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconUsers}
              title="Nobody has signed up yet"
              description={
                event.state === 'published'
                  ? 'Share the link to the sign-up page.'
                  : 'Publish the event, then share its link.'
              }
              action={event.state === 'published' && <CopyField label="Link" value={event.url} />}
            />
          )
        }
      />
    </>
  );
}

export const nameOf = ({ given_name, family_name }: Attendee): string =>
  `${given_name} ${family_name}`.trim();

/** A shift by its name or, without one, by its time. */
export function useShiftNames(event: EventRecord): (id: string) => string {
  const { locale, zonedDateTime } = useFormat();
  return (id) => {
    const shift = event.shifts.find((each) => each.id === id);
    return shift ? localized(shift.name, locale, zonedDateTime(shift.starts_at, event.time_zone)) : '';
  };
}

function columnsOf(event: EventRecord, shiftName: (id: string) => string): Column<Attendee>[] {
  const shift: Column<Attendee> = {
    key: 'shift',
    title: 'Shift',
    render: ({ shift_id }) => shiftName(shift_id),
  };
  return [
    { key: 'name', title: 'Name', render: (attendee) => <Name attendee={attendee} /> },
    ...(event.shifts.length > 1 ? [shift] : []),
    { key: 'status', title: 'Status', render: (attendee) => <Status attendee={attendee} /> },
    {
      key: 'party',
      title: 'Party',
      align: 'right',
      render: ({ party_size }) => <span className="figures">{party_size}</span>,
    },
    {
      key: 'access',
      title: 'Access needs',
      render: ({ access_needs }) => access_needs || <Missing what="None given" />,
    },
    {
      key: 'checked-in',
      title: 'Checked in',
      render: ({ checked_in_at }) =>
        checked_in_at ? (
          <DateTime value={checked_in_at} zone={event.time_zone} />
        ) : (
          <Missing what="Not yet" />
        ),
    },
    { key: 'phone', title: 'Phone', isHidden: true, render: ({ phone }) => phone ?? <Missing /> },
    { key: 'source', title: 'Came by', isHidden: true, render: ({ source }) => source ?? <Missing /> },
    {
      key: 'signed-up',
      title: 'Signed up',
      isHidden: true,
      render: ({ registered_at }) => <DateTime value={registered_at} />,
    },
  ];
}

function Name({ attendee }: { attendee: Attendee }) {
  const href = useOpenable()(`/people/${attendee.person_id ?? ''}`);
  const name = nameOf(attendee);
  return (
    <Stack gap={0}>
      {attendee.person_id && href ? (
        <Anchor component={Link} to={href} size="sm" fw={600}>
          {name}
        </Anchor>
      ) : (
        <Text size="sm" fw={600}>
          {name}
        </Text>
      )}
      {attendee.email && (
        <Text size="xs" c="dimmed">
          {attendee.email}
        </Text>
      )}
    </Stack>
  );
}

function Status({ attendee: { state, waiting_position, is_walk_in } }: { attendee: Attendee }) {
  const { label, tone } = attendeeStates[state];
  const more = is_walk_in ? ' · walk-in' : waiting_position === null ? '' : ` · no. ${waiting_position}`;
  return <StatusBadge tone={tone}>{`${label}${more}`}</StatusBadge>;
}

const HELD: Attendee['state'][] = ['registered', 'confirmed', 'waitlisted', 'offered'];

function RowMenu({ attendee: { id, state } }: { attendee: Attendee }) {
  const refresh = useRefreshEvent();
  const act = async (done: string, request: () => Promise<unknown>) => {
    try {
      await request();
      showDone(done);
    } catch (cause) {
      showFailure(cause);
    }
    refresh();
  };
  const path = { params: { path: { id } } };
  const checkIn = () => http.PUT('/api/v1/attendances/{id}/check-in', path);
  const undo = () => http.DELETE('/api/v1/attendances/{id}/check-in', path);
  return (
    <>
      {(state === 'registered' || state === 'confirmed' || state === 'no-show') && (
        <Menu.Item onClick={() => void act('Checked in', checkIn)}>Check in</Menu.Item>
      )}
      {state === 'attended' && (
        <Menu.Item onClick={() => void act('The check-in was taken back', undo)}>Undo the check-in</Menu.Item>
      )}
      {state === 'waitlisted' && (
        <Menu.Item
          onClick={() =>
            void act('The place was offered by email', () =>
              http.POST('/api/v1/attendances/{id}/promotion', path),
            )
          }
        >
          Offer a place now
        </Menu.Item>
      )}
      {HELD.includes(state) && (
        <Menu.Item
          color="red"
          onClick={() =>
            void act('The place was cancelled', () =>
              http.POST('/api/v1/attendances/{id}/cancellation', path),
            )
          }
        >
          Cancel this place
        </Menu.Item>
      )}
    </>
  );
}
