import { Card, Table, Text, Title } from '@mantine/core';
import { api, type Schema } from '../api/client';
import { useFormat } from '../parts/format';

const words: Record<Schema<'LeavingReasonCount'>['reason'], string> = {
  'too-often': 'Too many mails',
  'not-for-me': 'Not what they care about',
  'never-asked': 'Never asked for it',
  'no-time': 'No time at present',
  other: 'Something else',
};

interface LeavingReasonsProps {
  /** Of one mailing; of the list in the last 90 days without. */
  mailingId?: string;
  ownerId?: string;
}

/** Why people left, as far as they said. Numbers are told in full fives, and none under five. */
export function LeavingReasons({ mailingId, ownerId }: LeavingReasonsProps) {
  const { number } = useFormat();
  const query = mailingId ? { mailing_id: mailingId, days: 3653 as const } : { owner_id: ownerId };
  const { data } = api.useQuery('get', '/api/v1/leaving-reasons', { params: { query } });
  if (!data) return null;
  return (
    <Card component="section" aria-labelledby="leaving">
      <Title order={2} id="leaving" mb="xs">
        {mailingId ? 'Why people left' : 'Why people left in the last 90 days'}
      </Title>
      {data.data.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nobody said why. Most people do not.
        </Text>
      ) : (
        <Table>
          <Table.Tbody>
            {data.data.map(({ reason, count }) => (
              <Table.Tr key={reason}>
                <Table.Td>{words[reason]}</Table.Td>
                <Table.Td ta="right" className="figures">
                  {count === null ? 'fewer than 5' : `${number(count)} or more`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
