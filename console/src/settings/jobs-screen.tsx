import { Button, Card, Code, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { EmptyState } from '../parts/empty-state';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';

type Queue = Schema<'QueueResource'>;
type DeadJob = Schema<'DeadJobResource'>;

const REFRESH_MS = 10_000;
const KEY = ['get', '/api/v1/jobs', {}];

const lanes: Record<Schema<'LaneResource'>['lane'], { label: string; detail: string }> = {
  transactional: { label: 'Single mails', detail: 'Confirmations, receipts, sign-in links' },
  default: { label: 'Work', detail: 'Counting, imports, reminders' },
  mail: { label: 'Mailings', detail: 'Bulk mail' },
};

/** The background work: what waits and runs, and what failed as often as it may. */
export function JobsScreen() {
  const queue = api.useQuery('get', '/api/v1/jobs', {}, { refetchInterval: REFRESH_MS });
  return (
    <>
      <PageHeader
        title="Background jobs"
        back={{ label: 'Settings', to: '/settings' }}
        detail="Refreshed every ten seconds."
      />
      {queue.isLoadingError && (
        <LoadFailure error={queue.error} onRetry={() => void queue.refetch()} what="The queue" />
      )}
      {queue.isPending && <Skeleton h={280} />}
      {queue.data && (
        <Stack gap="lg">
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {queue.data.lanes.map((lane) => (
              <Lane key={lane.lane} lane={lane} />
            ))}
          </SimpleGrid>
          <Dead jobs={queue.data.dead} />
        </Stack>
      )}
    </>
  );
}

function Lane({ lane: { lane, waiting, delayed, active, dead } }: { lane: Schema<'LaneResource'> }) {
  const { number } = useFormat();
  const { label, detail } = lanes[lane];
  return (
    <Card component="section" aria-label={label}>
      <Group justify="space-between">
        <Title order={2}>{label}</Title>
        <StatusBadge tone={dead ? 'bad' : 'good'}>{dead ? `${number(dead)} failed` : 'Healthy'}</StatusBadge>
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {detail}
      </Text>
      <Facts
        facts={[
          ['Running', number(active)],
          ['Waiting', number(waiting)],
          ['For later', number(delayed)],
        ]}
      />
    </Card>
  );
}

function Dead({ jobs }: { jobs: DeadJob[] }) {
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<DeadJob>();
  const keep = (queue: Queue | undefined) => queries.setQueryData(KEY, queue);
  const retry = useMutation({
    mutationFn: ({ id }: DeadJob) => http.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } }),
    onSuccess: ({ data }, { name }) => {
      keep(data);
      showDone(`${name} is tried again`);
    },
    onError: showFailure,
  });
  const discard = async ({ id }: DeadJob) => {
    const { data } = await http.DELETE('/api/v1/jobs/{id}', { params: { path: { id } } });
    keep(data);
    showDone('Removed');
  };
  return (
    <Card component="section" aria-labelledby="dead-jobs">
      <Title order={2} id="dead-jobs" mb="xs">
        Failed for good
      </Title>
      {jobs.length === 0 && (
        <EmptyState
          icon={IconCircleCheck}
          title="Nothing failed for good"
          description="A job that fails as often as it may stands here for 30 days, to be tried again or removed."
          headingOrder={3}
        />
      )}
      <Stack gap="md" component="ul" className="plain-list">
        {jobs.map((job) => (
          <Group key={job.id} component="li" justify="space-between" align="flex-start">
            <Stack gap={2} miw={0} flex={1}>
              <Text fw={600} size="sm">
                {job.name}
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {job.error}
              </Text>
              <Text size="xs" c="dimmed" component="div">
                {lanes[job.lane].label} · {job.attempts} tries · <RelativeTime value={job.died_at} /> ·{' '}
                <Code fz="xs">{JSON.stringify(job.payload)}</Code>
              </Text>
            </Stack>
            <Group gap="xs">
              <Button
                size="compact-sm"
                variant="light"
                loading={retry.isPending && retry.variables.id === job.id}
                onClick={() => retry.mutate(job)}
              >
                Try again
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setLeaving(job)}>
                Remove
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title="Remove this job?"
        confirmLabel="Remove it"
        isDangerous
        onConfirm={async () => leaving && discard(leaving)}
        onClose={() => setLeaving(undefined)}
      >
        What it was to do will not be done by it any more.
      </ConfirmDialog>
    </Card>
  );
}
