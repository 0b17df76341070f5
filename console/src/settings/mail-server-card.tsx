import { Alert, Button, Card, Group, Progress, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';
import { type MailServer } from './mail-server-presets';

/** One mail server: where it is, how it fares, and what can be done with it. */
export function MailServerCard({ server, onEdit }: { server: MailServer; onEdit: () => void }) {
  const queries = useQueryClient();
  const { number } = useFormat();
  const [isRemoving, setRemoving] = useState(false);
  const params = { params: { path: { id: server.id } } };
  const again = () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/mail-relays'] });
  const test = useMutation({
    mutationFn: () => http.POST('/api/v1/mail-relays/{id}/tests', params),
    onError: showFailure,
  });
  const { name, host, port, per_minute, connections, warm_up, slowed_until, is_broken, reason } = server;
  const limits = [
    per_minute === null ? 'as many as it takes' : `${number(per_minute)} a minute`,
    `${connections} connections`,
  ];
  return (
    <Card component="section" aria-labelledby={server.id}>
      <Group gap="xs" mb={4}>
        <Title order={2} size="h4" id={server.id} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <State server={server} />
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {host}:{port}, {limits.join(', ')}
      </Text>
      {reason && (
        <Text size="sm" mt="xs" role="status" style={{ overflowWrap: 'anywhere' }}>
          {is_broken ? 'Somebody has to see to it: ' : 'It asked for a pause: '}
          {reason}
          {slowed_until && (
            <>
              . It is tried again <RelativeTime value={slowed_until} />; what waits is safe.
            </>
          )}
        </Text>
      )}
      {warm_up && (
        <div>
          <Text size="sm" mt="xs">
            Day {warm_up.day} of {warm_up.days}: it begins slowly. Mailings sent {number(warm_up.sent_today)}{' '}
            of {number(warm_up.most_today)} today.
          </Text>
          <Progress
            value={(100 * warm_up.sent_today) / warm_up.most_today}
            my={6}
            aria-label={`${number(warm_up.sent_today)} of ${number(warm_up.most_today)} today`}
          />
        </div>
      )}
      <Group gap="xs" mt="sm">
        <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>
          Send a test to me
        </Button>
        <Button size="xs" variant="default" onClick={onEdit}>
          Change
        </Button>
        <Button size="xs" variant="default" onClick={() => setRemoving(true)}>
          Remove
        </Button>
      </Group>
      {test.data?.data && (
        <Alert mt="sm" color={test.data.data.is_accepted ? 'green' : 'red'} role="status">
          {test.data.data.is_accepted
            ? `It took a mail to ${test.data.data.sent_to}. Look whether it arrives, and not as spam.`
            : `It did not take the mail. ${test.data.data.reply}`}
        </Alert>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        title={`Remove ${name}?`}
        confirmLabel="Remove the mail server"
        isDangerous
        onConfirm={async () => {
          await http.DELETE('/api/v1/mail-relays/{id}', params);
          await again();
          showDone(`${name} was removed`);
        }}
        onClose={() => setRemoving(false)}
      >
        Its password is forgotten. While somebody’s mail goes by it, it cannot be removed: choose another way
        first, and what waits takes that.
      </ConfirmDialog>
    </Card>
  );
}

function State({ server: { is_broken, slowed_until, used_by } }: { server: MailServer }) {
  if (is_broken) return <StatusBadge tone="bad">Broken</StatusBadge>;
  if (slowed_until) return <StatusBadge tone="waiting">Slowed</StatusBadge>;
  return used_by.length > 0 ? (
    <StatusBadge tone="good">In use</StatusBadge>
  ) : (
    <StatusBadge tone="neutral">Not in use</StatusBadge>
  );
}
