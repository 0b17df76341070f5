import { Card, ScrollArea, Table, Text, Title } from '@mantine/core';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';

type Domain = Schema<'DomainBounces'>;
type Kind = 'hard' | 'soft' | 'policy' | 'final';

/** What each kind means, and what became of the address. */
const KINDS: Record<Kind, { label: string; meaning: string }> = {
  hard: { label: 'No mailbox', meaning: 'It does not exist. Nobody mails it any more.' },
  soft: { label: 'For now', meaning: 'Full, or out of reach. Three within 30 days stop your mail to it.' },
  policy: {
    label: 'Objection',
    meaning: 'The receiver objects to the mail or its sender. Nobody is suppressed.',
  },
  final: { label: 'This mail', meaning: 'Too large, or malformed. Nobody is suppressed.' },
};
const kinds = Object.keys(KINDS) as Kind[];

/** What came back, by the receiving domain and by what the receiver said. */
export function Bounces({ domains }: { domains: readonly Domain[] }) {
  const { number } = useFormat();
  const total = (kind: Kind) => domains.reduce((sum, each) => sum + each[kind], 0);
  const present = kinds.filter((kind) => total(kind) > 0);
  return (
    <Card component="section" aria-labelledby="bounces">
      <Title order={2} id="bounces" mb="xs">
        Bounces by domain
      </Title>
      {domains.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nothing came back so far.
        </Text>
      ) : (
        <>
          <ScrollArea type="auto">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Domain</Table.Th>
                  <Table.Th ta="right">Delivered</Table.Th>
                  {present.map((kind) => (
                    <Table.Th key={kind} ta="right">
                      {KINDS[kind].label}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {domains.map((each) => (
                  <Table.Tr key={each.domain ?? ''}>
                    <Table.Td miw={130} style={{ overflowWrap: 'anywhere' }}>
                      {each.domain ?? 'Erased since'}
                    </Table.Td>
                    <Table.Td ta="right" className="figures">
                      {number(each.sent)}
                    </Table.Td>
                    {present.map((kind) => (
                      <Table.Td key={kind} ta="right" className="figures">
                        {number(each[kind])}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
          <Text component="ul" size="sm" c="dimmed" mt="sm" pl="md">
            {present.map((kind) => (
              <li key={kind}>
                {KINDS[kind].label}: {KINDS[kind].meaning}
              </li>
            ))}
          </Text>
        </>
      )}
    </Card>
  );
}
