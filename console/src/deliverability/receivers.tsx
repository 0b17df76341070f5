import { Card, Table, Text, Title } from '@mantine/core';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';
import { receiverName } from './words';

type Reception = Schema<'ReceptionResource'>;

/** Who receives the mail of these people, and how they took it. */
export function Receivers({ receivers, days }: { receivers: Reception[]; days: number }) {
  const { number } = useFormat();
  return (
    <Card component="section" aria-labelledby="receivers">
      <Title order={2} id="receivers" mb={4}>
        By who receives it
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Mailings of the last {days} days. Limits are those of the company that runs the mail servers, whatever
        the address says.
      </Text>
      {receivers.length === 0 ? (
        <Text size="sm">Nothing was sent in this time.</Text>
      ) : (
        <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-labelledby="receivers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Receiver</Table.Th>
                <Table.Th ta="right">Accepted</Table.Th>
                <Table.Th ta="right">Put off</Table.Th>
                <Table.Th ta="right">Bounced</Table.Th>
                <Table.Th ta="right">Complaints</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {receivers.map((each) => (
                <Table.Tr key={each.receiver}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {receiverName(each.receiver)}
                    <Pace of={each} />
                  </Table.Td>
                  {[each.accepted, each.deferred, each.bounced, each.complained].map((count, column) => (
                    <Table.Td key={column} ta="right" className="figures" style={{ verticalAlign: 'top' }}>
                      {number(count)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}

function Pace({ of: { slowed_until: until, reason, connections } }: { of: Reception }) {
  if (!until && connections === null) return null;
  return (
    <>
      <Text component="div" size="sm" mt={2}>
        <StatusBadge tone="waiting">{until ? 'Waiting' : 'Going slowly'}</StatusBadge>{' '}
        {until ? (
          <>
            It asked us to go slower. Its mail goes on at <DateTime value={until} />; all other mail goes on
            now.
          </>
        ) : (
          `It asked us to go slower: ${connections === 1 ? 'one connection' : `${connections} connections`}, and one more each minute.`
        )}
      </Text>
      {reason && (
        <Text size="sm" c="dimmed">
          It said: {reason}
        </Text>
      )}
    </>
  );
}
