import { Card, Table, Text, Title } from '@mantine/core';
import { type Schema } from '../../api/client';
import { phraseOf } from '../../home/deeds';
import { useFormat } from '../../parts/format';

/** What people did after they had followed a link of the mail. */
export function Answers({ results }: { results: Schema<'MailingResults'> }) {
  const { number } = useFormat();
  return (
    <Card component="section" aria-labelledby="answers">
      <Title order={2} id="answers" mb="xs">
        Actions taken
      </Title>
      {results.actions.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nobody has acted after following a link so far.
        </Text>
      ) : (
        <Table aria-labelledby="answers">
          <Table.Tbody>
            {results.actions.map(({ did, kind, id, title, people }) => (
              <Table.Tr key={`${did} ${kind} ${id ?? title}`}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {phraseOf(did)} {title}
                </Table.Td>
                <Table.Td ta="right" className="figures">
                  {number(people)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        People, within 7 days of following a link. Who did several things is in several lines.
      </Text>
    </Card>
  );
}
