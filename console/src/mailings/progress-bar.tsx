import { Card, Group, Progress as Bar, Skeleton, Text } from '@mantine/core';
import { useFormat } from '../parts/format';
import { type Progress } from './words';

/** "2,140 of 4,812 · 310 a minute · about 9 minutes left". */
export function ProgressBar({ progress }: { progress: Progress | undefined }) {
  const { number } = useFormat();
  if (!progress) return <Skeleton h={84} aria-busy />;
  const { total, waiting, under_way, state, per_minute, minutes_left } = progress;
  const done = total - waiting - under_way;
  const isMoving = state === 'sending' || state === 'preparing';
  const share = total === 0 ? 0 : (100 * done) / total;
  const parts = [
    state === 'preparing' ? 'Settling who gets it…' : `${number(done)} of ${number(total)}`,
    isMoving && per_minute > 0 && `${number(per_minute)} a minute`,
    isMoving &&
      minutes_left !== null &&
      (minutes_left <= 1 ? 'less than a minute left' : `about ${number(minutes_left)} minutes left`),
  ];
  return (
    <Card component="section" aria-label="Progress">
      <Group justify="space-between" mb={6}>
        <Text fw={600} className="figures">
          {parts.filter(Boolean).join(' · ')}
        </Text>
        <Text className="figures" c="dimmed">
          {Math.floor(share)} %
        </Text>
      </Group>
      <Bar
        value={share}
        size="lg"
        color={state === 'paused' ? 'orange' : state === 'cancelled' ? 'gray' : 'brand'}
        animated={state === 'sending'}
        aria-label="Messages done"
      />
    </Card>
  );
}
