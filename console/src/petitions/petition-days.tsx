import { BarChart } from '@mantine/charts';
import { Card, Title } from '@mantine/core';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';

/** Signatures by day: sent, and confirmed. */
export function PetitionDays({ figures: { days } }: { figures: Schema<'PetitionFiguresResource'> }) {
  const { day } = useFormat();
  if (days.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="by-day">
      <Title order={2} id="by-day" mb="sm">
        By day
      </Title>
      <BarChart
        h={200}
        data={days.map(({ date, signed, confirmed }) => ({
          date: day(date),
          Signed: signed,
          Confirmed: confirmed,
        }))}
        dataKey="date"
        series={[
          { name: 'Signed', color: 'gray.5' },
          { name: 'Confirmed', color: 'brand.6' },
        ]}
        withLegend
        barProps={{ isAnimationActive: false }}
      />
    </Card>
  );
}
