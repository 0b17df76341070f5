import { Card, ScrollArea, Table, Text, Title } from '@mantine/core';
import { type Schema } from '../../api/client';
import { useFormat } from '../../parts/format';

type Domain = Schema<'MailingDomain'>;
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

/** What became of it at the receiving domains, and what they said where it came back. */
export function Domains({ domains }: { domains: readonly Domain[] }) {
  const { number } = useFormat();
  const total = (kind: Kind) => domains.reduce((sum, each) => sum + each[kind], 0);
  const present = kinds.filter((kind) => total(kind) > 0);
  return (
    <Card component="section" aria-labelledby="domains">
      <Title order={2} id="domains" mb="xs">
        By domain
      </Title>
      {domains.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nothing was taken and nothing came back so far.
        </Text>
      ) : (
        <>
          <ScrollArea
            type="auto"
            viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Figures by domain' }}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Domain</Table.Th>
                  <Table.Th ta="right">Accepted</Table.Th>
                  <Table.Th ta="right">Opened</Table.Th>
                  <Table.Th ta="right">Clicked</Table.Th>
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
                    {(['sent', 'opened', 'clicked', ...present] as const).map((kind) => (
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
