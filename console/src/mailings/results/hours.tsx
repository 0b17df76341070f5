import { BarChart } from '@mantine/charts';
import { Card, Group, ScrollArea, SegmentedControl, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { type Schema } from '../../api/client';
import { useFormat } from '../../parts/format';

type Hour = Schema<'MailingHour'>;

/** When it left, was opened and clicked, as a picture or in figures. */
export function Hours({ hours }: { hours: readonly Hour[] }) {
  const [view, setView] = useState('chart');
  const { number, locale } = useFormat();
  if (hours.length === 0) return null;
  const hour = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric' });
  return (
    <Card component="section" aria-labelledby="by-hour">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="by-hour">
          By hour
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Show hours as"
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
          value={view}
          onChange={setView}
        />
      </Group>
      {view === 'chart' ? (
        <BarChart
          h={220}
          data={hours.map(({ at, opened, clicked }) => ({
            hour: hour.format(new Date(at)),
            Opened: opened,
            Clicked: clicked,
          }))}
          dataKey="hour"
          series={[
            { name: 'Opened', color: 'gray.5' },
            { name: 'Clicked', color: 'brand.6' },
          ]}
          withLegend
          barProps={{ isAnimationActive: false }}
        />
      ) : (
        <ScrollArea.Autosize
          mah={320}
          type="auto"
          viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Figures by hour' }}
        >
          <Table aria-labelledby="by-hour" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Hour</Table.Th>
                <Table.Th ta="right">Sent</Table.Th>
                <Table.Th ta="right">Opened</Table.Th>
                <Table.Th ta="right">Clicked</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {hours.map(({ at, sent, opened, clicked }) => (
                <Table.Tr key={at}>
                  <Table.Td>{hour.format(new Date(at))}</Table.Td>
                  {[sent, opened, clicked].map((count, place) => (
                    <Table.Td key={place} ta="right" className="figures">
                      {number(count)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </Card>
  );
}
