import './check-in.css';
import { Box, Button, Group, Paper, Progress, Select, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { CheckInRow } from './check-in-row';
import { useShiftNames } from './event-attendees';
import { WalkInDrawer } from './walk-in-drawer';
import { type EventRecord } from './words';

const REFRESH_MS = 10_000;
const TYPING_MS = 200;
const ROWS = 100;

/** The door, for a phone in one hand: a large search, a row a party, a button a row. */
export function CheckInScreen() {
  const { id } = useParams({ from: '/events/$id/check-in' });
  const path = { params: { path: { id } } };
  const event = api.useQuery('get', '/api/v1/events/{id}', path, { refetchInterval: REFRESH_MS });
  if (event.isLoadingError) {
    const retry = () => void event.refetch();
    return <LoadFailure error={event.error} onRetry={retry} what="The event" headingOrder={1} />;
  }
  if (!event.data) return <Skeleton h={400} />;
  return <Door event={event.data} />;
}

function Door({ event }: { event: EventRecord }) {
  const { locale, number } = useFormat();
  const [isWalkingIn, walkIn] = useDisclosure(false);
  const [shiftId, setShiftId] = useState(() => presentShift(event));
  const [typed, setTyped] = useState('');
  const { attended, expected } = event.totals;
  const all = attended + expected;
  return (
    <Box maw={640} mx="auto">
      <PageHeader
        title={localized(event.title, locale)}
        back={{ label: 'The event', to: `/events/${event.id}` }}
        detail={`${number(attended)} of ${number(all)} in`}
        actions={
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={walkIn.open}>
            Walk-in
          </Button>
        }
      />
      <Progress
        value={all === 0 ? 0 : (100 * attended) / all}
        size="lg"
        mb="sm"
        aria-label={`${attended} of ${all} in`}
      />
      <div className="check-in-head">
        <ShiftChoice event={event} value={shiftId} onChange={setShiftId} />
        <TextInput
          type="search"
          size="lg"
          aria-label="Name, email or phone"
          placeholder="Name, email or phone"
          leftSection={<IconSearch size={20} aria-hidden />}
          value={typed}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
      </div>
      <Rows event={event} shiftId={shiftId} typed={typed} onWalkIn={walkIn.open} />
      {isWalkingIn && <WalkInDrawer event={event} shiftId={shiftId} name={typed} onClose={walkIn.close} />}
    </Box>
  );
}

/** The shift that is on or comes next; the last one when all are over. */
function presentShift({ shifts }: EventRecord): string {
  const now = Date.now();
  return (shifts.find(({ ends_at }) => Date.parse(ends_at) > now) ?? shifts.at(-1))?.id ?? '';
}

interface ShiftChoiceProps {
  event: EventRecord;
  value: string;
  onChange: (id: string) => void;
}

function ShiftChoice({ event, value, onChange }: ShiftChoiceProps) {
  const shiftName = useShiftNames(event);
  if (event.shifts.length < 2) return null;
  return (
    <Select
      aria-label="Shift"
      size="md"
      mb="xs"
      allowDeselect={false}
      data={event.shifts.map(({ id }) => ({ value: id, label: shiftName(id) }))}
      value={value}
      onChange={(id) => id && onChange(id)}
    />
  );
}

interface RowsProps {
  event: EventRecord;
  shiftId: string;
  typed: string;
  onWalkIn: () => void;
}

function Rows({ event, shiftId, typed, onWalkIn }: RowsProps) {
  const [q] = useDebouncedValue(typed.trim(), TYPING_MS);
  const query = { q: q || undefined, shift_id: shiftId || undefined, limit: ROWS };
  const params = { path: { id: event.id }, query };
  const list = keysetList(
    api.useInfiniteQuery(
      'get',
      '/api/v1/events/{id}/attendances',
      { params },
      {
        ...keyset,
        refetchInterval: REFRESH_MS,
        placeholderData: keepPreviousData,
      },
    ),
  );
  if (list.error && !list.rows)
    return <LoadFailure error={list.error} onRetry={list.retry} what="The list" />;
  if (!list.rows) return <Skeleton h={320} />;
  const rows = list.rows.filter(({ state }) => state !== 'cancelled');
  if (rows.length === 0)
    return (
      <EmptyState
        title={q ? `Nobody is signed up as “${q}”` : 'Nobody is signed up for this shift'}
        action={
          <Button size="md" onClick={onWalkIn}>
            Add a walk-in
          </Button>
        }
      />
    );
  return (
    <Paper withBorder>
      {rows.map((attendee) => (
        <CheckInRow key={attendee.id} attendee={attendee} zone={event.time_zone} />
      ))}
      {list.hasMore && (
        <Group justify="center" p="md">
          <Text size="sm" c="dimmed">
            There are more: type part of a name.
          </Text>
          <Button variant="default" loading={list.isLoadingMore} onClick={list.showMore}>
            Show more
          </Button>
        </Group>
      )}
    </Paper>
  );
}
