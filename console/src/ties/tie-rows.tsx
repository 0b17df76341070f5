import { ActionIcon, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { type Tie, tieKinds } from './words';

/** Both records that a tie hangs on ask anew. */
export function useTiesChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['/api/v1/people/{id}/official-ties', '/api/v1/officials/{id}/ties'].map((path) =>
        queries.invalidateQueries({ queryKey: ['get', path] }),
      ),
    );
}

interface TieRowsProps {
  label: string;
  ties: readonly Tie[];
  /** Whose name stands in a row: the other end of the tie. */
  name: (tie: Tie) => { label: string; to: string };
  mayWrite: boolean;
}

/** Ties with what they are, who says so and since when that is known; each can be confirmed in one click. */
export function TieRows({ label, ties, name, mayWrite }: TieRowsProps) {
  const { day } = useFormat();
  const changed = useTiesChanged();
  const verify = useMutation({
    mutationFn: (id: string) =>
      http.POST('/api/v1/official-ties/{id}/verification', { params: { path: { id } } }),
    onSuccess: () => changed().then(() => showDone('Confirmed today')),
    onError: showFailure,
  });
  const remove = useMutation({
    mutationFn: (id: string) => http.DELETE('/api/v1/official-ties/{id}', { params: { path: { id } } }),
    onSuccess: () => changed().then(() => showDone('Taken away')),
    onError: showFailure,
  });
  return (
    <Stack gap="sm" component="ul" className="plain-list" aria-label={label}>
      {ties.map((tie) => (
        <li key={tie.id}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Anchor component={Link} to={name(tie).to} size="sm" fw={600}>
                {name(tie).label}
              </Anchor>
              <Text size="sm">
                {tieKinds[tie.kind]}, strength {tie.strength} of 5
              </Text>
              <Text size="xs" c="dimmed">
                {tie.said_by} says so, last confirmed {day(tie.verified_on)}
              </Text>
            </div>
            {mayWrite && (
              <Group gap={4} wrap="nowrap">
                <Button
                  variant="default"
                  size="compact-xs"
                  onClick={() => verify.mutate(tie.id)}
                  aria-label={`Still so: ${name(tie).label}`}
                >
                  Still so
                </Button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Take away: ${name(tie).label}`}
                  onClick={() => remove.mutate(tie.id)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </Group>
            )}
          </Group>
        </li>
      ))}
    </Stack>
  );
}
