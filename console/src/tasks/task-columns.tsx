import { Anchor, Box, Button, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Column } from '../parts/data-table/types';
import { StatusBadge } from '../parts/status-badge';
import { Missing, RelativeTime } from '../parts/values';
import { DueDay } from './due-day';
import { kindOf, pathOf, states, type Task } from './words';

const about: Column<Task> = {
  key: 'title',
  title: 'Task',
  render: ({ title, subject, reason, owner_name }) => (
    <Box>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="dimmed">
        {subject && (
          <>
            {kindOf(subject)}{' '}
            <Anchor component={Link} to={pathOf(subject)} size="xs" underline="always">
              {subject.title}
            </Anchor>
            {' · '}
          </>
        )}
        {owner_name}
      </Text>
      {reason && <Text size="xs">“{reason}”</Text>}
    </Box>
  ),
};
const who: Column<Task> = {
  key: 'assignee',
  title: 'Who',
  render: ({ assignee }) => assignee?.name ?? <Missing what="Nobody yet" />,
};

/** The columns of open tasks, or of closed ones; with a button for what can be done at once. */
export function columnsOf(onDone: ((task: Task) => void) | undefined): Column<Task>[] {
  return [
    about,
    who,
    { key: 'due', title: 'By', render: (task) => <DueDay task={task} /> },
    {
      key: 'state',
      title: 'State',
      render: (task) =>
        task.state === 'open' ? (
          onDone ? (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconCheck size={14} aria-hidden />}
              aria-label={`Mark done: ${task.title}`}
              onClick={() => onDone(task)}
            >
              Mark done
            </Button>
          ) : (
            states.open
          )
        ) : (
          <Box>
            <StatusBadge tone={task.state === 'done' ? 'good' : 'neutral'}>{states[task.state]}</StatusBadge>
            <Text size="xs" c="dimmed">
              {task.closed_by} {task.closed_at && <RelativeTime value={task.closed_at} />}
            </Text>
          </Box>
        ),
    },
  ];
}
