import { ActionIcon, Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { TaskDrawer, type TaskSubject } from './task-drawer';
import { useCloseTask } from './use-close-task';
import { type Task } from './words';

const SHOWN = 20;

interface RecordTasksProps {
  subject: TaskSubject;
  ownerId: string;
}

/** What is to be done about one record. */
export function RecordTasks({ subject, ownerId }: RecordTasksProps) {
  const session = useSession();
  const mayRead = can(session, 'tasks.read');
  const [open, setOpen] = useState<{ task?: Task }>();
  const query = { subject_kind: subject.kind, subject_id: subject.id, limit: SHOWN };
  const tasks = api.useQuery('get', '/api/v1/tasks', { params: { query } }, { enabled: mayRead });
  const mayWrite = can(session, 'tasks.write');
  if (!mayRead) return null;
  return (
    <Card component="section" aria-labelledby="record-tasks">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="record-tasks">
          Tasks
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen({})}>
            Add a task
          </Button>
        )}
      </Group>
      {tasks.isLoadingError && (
        <LoadFailure error={tasks.error} onRetry={() => void tasks.refetch()} headingOrder={3} />
      )}
      {tasks.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing is open.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {tasks.data?.data.map((task) => (
          <li key={task.id}>
            <TaskRow task={task} mayWrite={mayWrite} onChange={() => setOpen({ task })} />
          </li>
        ))}
      </Stack>
      {tasks.data?.next && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/tasks" search={{ who: 'team' }} />}>
          More on the list of tasks
        </Anchor>
      )}
      {open && (
        <TaskDrawer {...open} subject={subject} ownerId={ownerId} onClose={() => setOpen(undefined)} />
      )}
    </Card>
  );
}

function TaskRow({ task, mayWrite, onChange }: { task: Task; mayWrite: boolean; onChange: () => void }) {
  const { day } = useFormat();
  const { done, isPending } = useCloseTask();
  const { title, assignee, due_on, is_overdue } = task;
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
      <div>
        {mayWrite ? (
          <Anchor component="button" type="button" size="sm" ta="start" onClick={onChange}>
            {title}
          </Anchor>
        ) : (
          <Text size="sm">{title}</Text>
        )}
        <Text size="xs" c={is_overdue ? 'red.9' : 'dimmed'}>
          {[assignee?.name ?? 'Nobody yet', due_on && `${is_overdue ? 'overdue since' : 'by'} ${day(due_on)}`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {mayWrite && (
        <ActionIcon
          variant="default"
          size="md"
          flex="none"
          aria-label={`Mark done: ${title}`}
          loading={isPending}
          onClick={() => done(task)}
        >
          <IconCheck size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
