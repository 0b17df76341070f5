import './funnel.css';
import { Card, Skeleton, Table, Text, Title } from '@mantine/core';
import { api, type Schema } from '../api/client';
import { type ActionKind } from '../messages/words';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';

type Line = Schema<'FunnelLineResource'>;
type Step = { key: 'viewed' | 'started' | 'submitted' | 'confirmed' | 'shared' | 'brought'; label: string };

const STEPS: Record<ActionKind, Step[]> = {
  petition: [
    { key: 'viewed', label: 'Viewed' },
    { key: 'started', label: 'Began' },
    { key: 'submitted', label: 'Signed' },
    { key: 'confirmed', label: 'Confirmed' },
    { key: 'shared', label: 'Shared' },
    { key: 'brought', label: 'Brought in' },
  ],
  event: [
    { key: 'viewed', label: 'Viewed' },
    { key: 'started', label: 'Began' },
    { key: 'submitted', label: 'Signed up' },
    { key: 'confirmed', label: 'Did not cancel' },
    { key: 'shared', label: 'Shared' },
  ],
  letter: [
    { key: 'viewed', label: 'Viewed' },
    { key: 'started', label: 'Began' },
    { key: 'submitted', label: 'Wrote' },
    { key: 'confirmed', label: 'Confirmed' },
    { key: 'shared', label: 'Shared' },
  ],
};

/** How people came to an action and how far they went, by the code of the link that brought them. */
export function ActionFunnel({ kind, id }: { kind: ActionKind; id: string }) {
  const { day, number } = useFormat();
  const funnel = api.useQuery('get', '/api/v1/action-funnels', {
    params: { query: { action_kind: kind, action_id: id } },
  });
  if (funnel.isLoadingError)
    return (
      <LoadFailure
        error={funnel.error}
        onRetry={() => void funnel.refetch()}
        what="How people came"
        headingOrder={2}
      />
    );
  if (!funnel.data) return <Skeleton h={160} />;
  const steps = STEPS[kind];
  const { since, total, sources } = funnel.data;
  return (
    <Card component="section" aria-labelledby="funnel-by-source">
      <Title order={2} id="funnel-by-source" mb={4}>
        How people came
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Counted by day, without cookies and without names; known machines are left out.
        {since && ` Views, beginnings and shares since ${day(since)}.`}
        {kind === 'petition' && ' “Brought in” signed by a link that people of that line passed on.'}
      </Text>
      <Table aria-labelledby="funnel-by-source" className="funnel-table" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Source</Table.Th>
            {steps.map(({ key, label }) => (
              <Table.Th key={key}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[total, ...sources].map((line) => (
            <Table.Tr key={line.source ?? 'all'} fw={line.source === null ? 600 : undefined}>
              <Table.Th scope="row" fw="inherit">
                {nameOf(line)}
              </Table.Th>
              {steps.map(({ key, label }) => (
                <Table.Td key={key} className="figures" data-label={label}>
                  {number(line[key])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function nameOf({ source, partner, label }: Line): string {
  if (source === null) return 'All together';
  if (source === '') return 'Without a source code';
  if (source === '*') return 'Links that signers passed on';
  return partner ? [partner, label].filter(Boolean).join(' · ') : source;
}
