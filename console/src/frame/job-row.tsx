import { ActionIcon, Anchor, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, type Icon } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../parts/format';
import { type RunningJob } from './running-jobs';
import { showFailure } from './toasts';

const colours = {
  waiting: 'gray',
  running: 'brand',
  paused: 'orange',
  done: 'green',
  failed: 'red',
} as const;
const words = { waiting: 'Waiting', running: '', paused: 'Paused', done: 'Done', failed: 'Failed' } as const;

export function JobRow({ job, onOpen }: { job: RunningJob; onOpen: () => void }) {
  const { number } = useFormat();
  const percent = job.totalCount ? (100 * job.doneCount) / job.totalCount : 0;
  const count = `${number(job.doneCount)} of ${number(job.totalCount)}`;
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Anchor component={Link} to={job.href} onClick={onOpen} size="sm" fw={500} truncate>
          {job.title}
        </Anchor>
        <Group gap={2} wrap="nowrap">
          <JobButton icon={IconPlayerPause} label={`Pause ${job.title}`} act={job.pause} />
          <JobButton icon={IconPlayerPlay} label={`Resume ${job.title}`} act={job.resume} />
          <JobButton icon={IconPlayerStop} label={`Stop ${job.title}`} act={job.stop} />
        </Group>
      </Group>
      <Progress value={percent} color={colours[job.state]} size="sm" my={4} aria-label={job.title} />
      <Text size="xs" c="dimmed" className="figures">
        {[words[job.state], count].filter(Boolean).join(' · ')}
      </Text>
    </li>
  );
}

interface JobButtonProps {
  icon: Icon;
  label: string;
  act: (() => Promise<void>) | undefined;
}

/** What the job's section does not offer right now is not shown. */
function JobButton({ icon: Icon, label, act }: JobButtonProps) {
  const queryClient = useQueryClient();
  const action = useMutation({
    mutationFn: async () => act?.(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['running-jobs'] }),
    onError: showFailure,
  });
  if (!act) return null;
  return (
    <ActionIcon size="sm" aria-label={label} loading={action.isPending} onClick={() => action.mutate()}>
      <Icon size={16} />
    </ActionIcon>
  );
}
