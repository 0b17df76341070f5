import { BarChart } from '@mantine/charts';
import { Card, Grid, Table, Title } from '@mantine/core';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';

/** Confirmed signatures by day, and who brought them. The table says in words what the chart draws. */
export function PetitionDays({ figures: { days, sources } }: { figures: Schema<'PetitionFiguresResource'> }) {
  const { day, number } = useFormat();
  if (days.length === 0) return null;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Card component="section" aria-labelledby="by-day" h="100%">
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
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Card component="section" aria-labelledby="by-source" h="100%">
          <Title order={2} id="by-source" mb="sm">
            Who brought them
          </Title>
          <Table aria-labelledby="by-source" verticalSpacing={4}>
            <Table.Tbody>
              {sources.map(({ source, confirmed }) => (
                <Table.Tr key={source ?? ''}>
                  <Table.Td>{source ?? 'Without a source code'}</Table.Td>
                  <Table.Td ta="right" className="figures">
                    {number(confirmed)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Card>
      </Grid.Col>
    </Grid>
  );
}
