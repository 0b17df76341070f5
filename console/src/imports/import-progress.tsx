import { Card, Group, Progress, Text } from '@mantine/core';
import { useFormat } from '../parts/format';
import { type Import } from './words';

const DOING: Partial<Record<Import['state'], string>> = {
  checking: 'Trying every row',
  running: 'Importing',
  stopping: 'Stopping after the present rows',
  undoing: 'Taking it back',
};

/** How far it is. It goes on when this page is left. */
export function ImportProgress({ it }: { it: Import }) {
  const { number } = useFormat();
  const isCounted = it.total_rows > 0 && it.state !== 'undoing';
  const share = isCounted ? Math.min(100, (100 * it.done_rows) / it.total_rows) : 100;
  const count = isCounted
    ? `${number(it.done_rows)} of ${number(it.total_rows)} rows`
    : it.done_rows > 0
      ? `${number(it.done_rows)} rows`
      : '';
  return (
    <Card component="section" aria-label="Progress">
      <Group justify="space-between" mb={6}>
        <Text fw={600}>{DOING[it.state]}…</Text>
        <Text className="figures" c="dimmed">
          {count}
        </Text>
      </Group>
      <Progress value={share} size="lg" animated aria-label="Rows done" />
      <Text size="sm" c="dimmed" mt={6}>
        You can leave this page: it goes on by itself.
      </Text>
    </Card>
  );
}
