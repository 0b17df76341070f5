import { Card, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { showFailure } from '../frame/toasts';
import { type MeetingRecord } from './words';

const FEW = 8;

interface MeetingPartnersProps {
  meeting: MeetingRecord;
  mayWrite: boolean;
}

/** Partners to be ticked, one tap each: a list that is worked through while people come in. */
export function MeetingPartners({ meeting, mayWrite }: MeetingPartnersProps) {
  const [q, setQ] = useState('');
  const tick = useTick(meeting.id);
  const { partners } = meeting;
  const shown = partners.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()));
  return (
    <Card component="section" aria-labelledby="meeting-partners">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="meeting-partners">
          Partners
        </Title>
        {mayWrite && (
          <Text size="sm" c="dimmed" role="status">
            {partners.filter(({ is_there }) => is_there).length} of {partners.length} here
          </Text>
        )}
      </Group>
      {mayWrite && partners.length > FEW && (
        <TextInput
          aria-label="Find a partner"
          placeholder="Find a partner"
          mb="sm"
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
      )}
      {partners.length === 0 && (
        <Text size="sm" c="dimmed">
          The chapter has no partner yet.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap={0}>
        {shown.map(({ id, name, is_there }) => (
          <li key={id}>
            {/* 44 px a line: this is done with a thumb, standing at a door. */}
            <Checkbox
              label={name}
              size="md"
              py={10}
              checked={is_there}
              disabled={!mayWrite}
              onChange={(event) => tick.mutate({ partnerId: id, isThere: event.currentTarget.checked })}
            />
          </li>
        ))}
      </Stack>
    </Card>
  );
}

/** Shows the tick at once. Answers that come in another order than they were asked for change nothing: the last asks anew. */
function useTick(id: string) {
  const queries = useQueryClient();
  const queryKey = ['get', '/api/v1/meetings/{id}', { params: { path: { id } } }];
  const mutationKey = ['tick', id];
  return useMutation({
    mutationKey,
    mutationFn: ({ partnerId, isThere }: { partnerId: string; isThere: boolean }) => {
      const params = { path: { id, partnerId } };
      return isThere
        ? http.PUT('/api/v1/meetings/{id}/partners/{partnerId}', { params })
        : http.DELETE('/api/v1/meetings/{id}/partners/{partnerId}', { params });
    },
    onMutate: async ({ partnerId, isThere }) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<MeetingRecord>(
        queryKey,
        (now) =>
          now && {
            ...now,
            partners: now.partners.map((each) =>
              each.id === partnerId ? { ...each, is_there: isThere } : each,
            ),
          },
      );
    },
    onError: showFailure,
    onSettled: async () => {
      if (queries.isMutating({ mutationKey }) > 1) return;
      await queries.invalidateQueries({ queryKey });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/meetings'] });
    },
  });
}
