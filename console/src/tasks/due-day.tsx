import { Badge, Group, Text } from '@mantine/core';
import { useFormat } from '../parts/format';
import { Missing } from '../parts/values';
import { type Task } from './words';

/** By when; that it is past is said in a word as well. */
export function DueDay({ task: { due_on, is_overdue } }: { task: Pick<Task, 'due_on' | 'is_overdue'> }) {
  const { day } = useFormat();
  if (!due_on) return <Missing what="No day set" />;
  return (
    <Group gap={6}>
      <Text span size="sm" className="figures">
        {day(due_on)}
      </Text>
      {is_overdue && (
        <Badge size="xs" color="red">
          overdue
        </Badge>
      )}
    </Group>
  );
}
