import { BarChart } from '@mantine/charts';
import { Card, Title } from '@mantine/core';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';

/** Confirmed signatures by day. */
export function PetitionDays({ figures: { days } }: { figures: Schema<'PetitionFiguresResource'> }) {
  const { day } = useFormat();
  if (days.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="by-day">
      <Title order={2} id="by-day" mb="sm">
        Confirmed by day
      </Title>
      <BarChart
        h={200}
        data={days.map(({ date, confirmed }) => ({ date: day(date), Confirmed: confirmed }))}
        dataKey="date"
        series={[{ name: 'Confirmed', color: 'brand.6' }]}
        barProps={{ isAnimationActive: false }}
      />
    </Card>
  );
}
