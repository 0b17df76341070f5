import { AreaChart } from '@mantine/charts';
import { Card, Group, SegmentedControl, Skeleton, Table, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';
import { actions } from './deeds';

type Week = Schema<'WeekResource'>;

/** What people did in the last twelve weeks, as a picture or in figures. Null: no role of the account shows it. */
export function ActionsByWeek({ weeks }: { weeks: Week[] | null | undefined }) {
  const [view, setView] = useState('chart');
  if (weeks === null) return null;
  const isEmpty = weeks?.every(({ counts }) => Object.keys(counts).length === 0);
  return (
    <Card component="section" aria-labelledby="actions-by-week">
      <Group justify="space-between" mb="md">
        <Title order={2} id="actions-by-week">
          Actions by week
        </Title>
        {!isEmpty && (
          <SegmentedControl
            size="xs"
            aria-label="Show actions as"
            data={[
              { value: 'chart', label: 'Chart' },
              { value: 'table', label: 'Table' },
            ]}
            value={view}
            onChange={setView}
          />
        )}
      </Group>
      {!weeks && <Skeleton h={260} />}
      {isEmpty && (
        <Text c="dimmed" size="sm">
          Nothing was signed, written or attended in the last twelve weeks.
        </Text>
      )}
      {weeks && !isEmpty && (view === 'chart' ? <Chart weeks={weeks} /> : <Figures weeks={weeks} />)}
    </Card>
  );
}

/** Only what happened at all: an empty series would still take its place in the legend. */
const present = (weeks: Week[]) =>
  actions.filter(({ did }) => weeks.some(({ counts }) => (counts[did] ?? 0) > 0));

function Chart({ weeks }: { weeks: Week[] }) {
  const { number, locale } = useFormat();
  const data = useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
    return weeks.map(({ week, counts }) => ({
      week: day.format(new Date(week)),
      ...Object.fromEntries(actions.map(({ did }) => [did, counts[did] ?? 0])),
    }));
  }, [weeks, locale]);
  return (
    <AreaChart
      h={280}
      type="stacked"
      data={data}
      dataKey="week"
      series={present(weeks).map(({ did, label, color }) => ({ name: did, label, color }))}
      valueFormatter={number}
      withLegend
      legendProps={{ verticalAlign: 'bottom' }}
      withDots={false}
      fillOpacity={0.45}
      curveType="monotone"
      xAxisProps={{ interval: 'preserveStartEnd' }}
      areaChartProps={{ accessibilityLayer: true }}
    />
  );
}

function Figures({ weeks }: { weeks: Week[] }) {
  const { number, day } = useFormat();
  const shown = present(weeks);
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table className="figures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Week from</Table.Th>
            {shown.map(({ did, label }) => (
              <Table.Th key={did} scope="col" ta="right">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.toReversed().map(({ week, counts }) => (
            <Table.Tr key={week}>
              <Table.Th scope="row" fw={400}>
                {day(week)}
              </Table.Th>
              {shown.map(({ did }) => (
                <Table.Td key={did} ta="right">
                  {number(counts[did] ?? 0)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
