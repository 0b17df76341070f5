import { Card, Skeleton, Table, Text, Title } from '@mantine/core';
import { api } from '../api/client';
import { states } from '../campaigns/words';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { StatusBadge } from '../parts/status-badge';

const COLUMNS = ['Open actions', 'Signatures', 'Sign-ups', 'Letters'];

/** What came of the copies, chapter by chapter: in steps of five, and never who. */
export function FiguresPart({ kitId }: { kitId: string }) {
  const params = { path: { id: kitId } };
  const { date } = useFormat();
  const figures = api.useQuery('get', '/api/v1/campaign-kits/{id}/figures', { params });
  if (figures.isLoadingError)
    return <LoadFailure error={figures.error} onRetry={() => void figures.refetch()} what="The figures" />;
  if (!figures.data) return <Skeleton h={160} />;
  const { data } = figures.data;
  return (
    <Card component="section" aria-labelledby="kit-figures">
      <Title order={2} id="kit-figures" mb={4}>
        What chapters made of it
      </Title>
      {data.length === 0 ? (
        <Text size="sm" c="dimmed">
          No chapter has copied it yet.
        </Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            Counts in steps of five, as of the last midnight (UTC). Nobody’s name is the network’s to see
            here.
          </Text>
          <Table.ScrollContainer
            minWidth={640}
            scrollAreaProps={{
              viewportProps: { tabIndex: 0, role: 'group', 'aria-label': 'Figures by chapter' },
            }}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Chapter</Table.Th>
                  <Table.Th scope="col">Its campaign</Table.Th>
                  {COLUMNS.map((column) => (
                    <Table.Th key={column} scope="col" ta="right">
                      {column}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((row) => {
                  const state = states[row.state];
                  return (
                    <Table.Tr key={row.owner_id}>
                      <Table.Th scope="row">
                        {row.owner_name}
                        <Text size="xs" c="dimmed">
                          copied {date(row.copied_at)}
                        </Text>
                      </Table.Th>
                      <Table.Td>
                        <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
                      </Table.Td>
                      <Table.Td ta="right" className="figures">
                        {row.actions}
                      </Table.Td>
                      <Count value={row.signatures} />
                      <Count value={row.sign_ups} />
                      <Count value={row.letters} />
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Card>
  );
}

function Count({ value }: { value: number | null }) {
  const { number } = useFormat();
  return (
    <Table.Td ta="right" className="figures">
      {value === null ? (
        <Text size="xs" c="dimmed" span>
          fewer than 5
        </Text>
      ) : (
        number(value)
      )}
    </Table.Td>
  );
}
