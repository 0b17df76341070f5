import { Box, Button, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { nameOf } from './event-attendees';
import { useRefreshEvent } from './use-keep-event';
import { attendeeStates, type Attendee } from './words';

const BUZZ_MS = 60;

/** One party at the door: 64 px high, its button under the thumb. */
export function CheckInRow({ attendee, zone }: { attendee: Attendee; zone: string }) {
  const { time } = useFormat();
  const refresh = useRefreshEvent();
  const path = { params: { path: { id: attendee.id } } };
  const toggle = useMutation({
    mutationFn: async (isIn: boolean) => {
      if (isIn) await http.PUT('/api/v1/attendances/{id}/check-in', path);
      else await http.DELETE('/api/v1/attendances/{id}/check-in', path);
    },
    onSuccess: (_, isIn) => isIn && navigator.vibrate?.(BUZZ_MS),
    onError: showFailure,
    onSettled: refresh,
  });
  const { state, party_size, access_needs, checked_in_at } = attendee;
  const isIn = state === 'attended';
  const mayCome = state === 'registered' || state === 'confirmed' || state === 'no-show';
  const name = nameOf(attendee);
  const details = [
    party_size > 1 && `party of ${party_size}`,
    access_needs,
    isIn && checked_in_at && `in since ${time(checked_in_at, zone)}`,
    !isIn && !mayCome && attendeeStates[state].label.toLowerCase(),
    state === 'confirmed' && 'confirmed',
  ].filter(Boolean);
  return (
    <div className="check-in-row">
      <Box miw={0}>
        <Text fw={600} truncate>
          {name}
        </Text>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {details.join(' · ')}
        </Text>
      </Box>
      {isIn && (
        <Button
          size="md"
          flex="none"
          variant="light"
          color="green"
          leftSection={<IconCheck size={18} aria-hidden />}
          loading={toggle.isPending}
          aria-label={`${name} is in. Undo`}
          onClick={() => toggle.mutate(false)}
        >
          Undo
        </Button>
      )}
      {mayCome && (
        <Button
          size="md"
          flex="none"
          loading={toggle.isPending}
          aria-label={`Check in ${name}`}
          onClick={() => toggle.mutate(true)}
        >
          Check in
        </Button>
      )}
    </div>
  );
}
