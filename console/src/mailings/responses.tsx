import { Anchor, Card, ScrollArea, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { api } from '../api/client';
import { useFormat } from '../parts/format';
import { Bounces } from './bounces';
import { deliveryStates, reasonText } from './words';

const MOVING_MS = 5_000;
const STILL_MS = 30_000;

/** Clicks by link, why messages did not arrive, and where they came back from. */
export function Responses({ mailingId, isMoving }: { mailingId: string; isMoving: boolean }) {
  const { number } = useFormat();
  const { data: report } = api.useQuery(
    'get',
    '/api/v1/mailings/{id}/report',
    { params: { path: { id: mailingId } } },
    { refetchInterval: isMoving ? MOVING_MS : STILL_MS },
  );
  if (!report) return null;
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Card component="section" aria-labelledby="clicks">
          <Title order={2} id="clicks" mb="xs">
            Clicks by link
          </Title>
          {report.links.length === 0 ? (
            <Text c="dimmed" size="sm">
              It has no link that is counted.
            </Text>
          ) : (
            <ScrollArea type="auto">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Link</Table.Th>
                    <Table.Th ta="right">People</Table.Th>
                    <Table.Th ta="right">Machines</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {report.links.map(({ url, people, automatic }) => (
                    <Table.Tr key={url}>
                      <Table.Td>
                        <Anchor
                          href={url}
                          target="_blank"
                          rel="noreferrer"
                          size="sm"
                          style={{ overflowWrap: 'anywhere' }}
                        >
                          {url}
                        </Anchor>
                      </Table.Td>
                      <Table.Td ta="right" className="figures">
                        {number(people)}
                      </Table.Td>
                      <Table.Td ta="right" className="figures">
                        {number(automatic)}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollArea>
          )}
        </Card>
        <Card component="section" aria-labelledby="reasons">
          <Title order={2} id="reasons" mb="xs">
            Why some did not get it
          </Title>
          {report.reasons.length === 0 ? (
            <Text c="dimmed" size="sm">
              Everybody who was reached for got it so far.
            </Text>
          ) : (
            <Table>
              <Table.Tbody>
                {report.reasons.map(({ state, reason, count }) => (
                  <Table.Tr key={`${state}-${reason}`}>
                    <Table.Td>{deliveryStates[state].label}</Table.Td>
                    <Table.Td>{reasonText(reason)}</Table.Td>
                    <Table.Td ta="right" className="figures">
                      {number(count)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Card>
      </SimpleGrid>
      <Bounces domains={report.bounces} />
    </>
  );
}
