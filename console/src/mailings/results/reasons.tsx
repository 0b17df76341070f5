import { Button, Card, Table, Text, Title } from '@mantine/core';
import { api } from '../../api/client';
import { useFormat } from '../../parts/format';
import { type DeliveryState, deliveryStates, exclusions, reasonText } from '../words';

interface ReasonsProps {
  mailingId: string;
  isMoving: boolean;
  /** Opens the list of those people. */
  onShow: (filter: { state: DeliveryState; reason: string }) => void;
}

/** Why some did not get it, each line a way to the people. */
export function Reasons({ mailingId, isMoving, onShow }: ReasonsProps) {
  const { number } = useFormat();
  const { data: report } = api.useQuery(
    'get',
    '/api/v1/mailings/{id}/report',
    { params: { path: { id: mailingId } } },
    { refetchInterval: isMoving ? 5_000 : 30_000 },
  );
  if (!report) return null;
  const leftOut = report.left_out ?? [];
  return (
    <Card component="section" aria-labelledby="reasons">
      <Title order={2} id="reasons" mb="xs">
        Why some did not get it
      </Title>
      {report.reasons.length === 0 && leftOut.length === 0 ? (
        <Text c="dimmed" size="sm">
          Everybody who was reached for got it so far.
        </Text>
      ) : (
        <Table aria-labelledby="reasons">
          <Table.Tbody>
            {report.reasons.map(({ state, reason, count }) => (
              <Table.Tr key={`${state}-${reason}`}>
                <Table.Td>
                  {deliveryStates[state].label}
                  <Text size="sm" c="dimmed">
                    {reasonText(reason)}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    className="figures"
                    aria-label={`Show the ${number(count)}: ${reasonText(reason)}`}
                    onClick={() => onShow({ state, reason })}
                  >
                    {number(count)}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
            {leftOut.map(({ reason, count }) => (
              <Table.Tr key={reason}>
                <Table.Td>
                  Left out when it began
                  <Text size="sm" c="dimmed">
                    They {exclusions[reason]}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" pe="md" className="figures">
                  {number(count)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
