import { Badge, Card, Group, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { Facts } from '../parts/facts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';
import { AnswerBoard } from './answer-board';
import { DecisionActions } from './decision-actions';
import { DecisionLog } from './decision-log';
import { DecisionText } from './decision-text';
import { OwnAnswer } from './own-answer';
import { rules, stateOf } from './words';

/** One decision: the words, what each partner says, and what comes of it. A partner sees its own answer alone. */
export function DecisionScreen() {
  const { id } = useParams({ from: '/partners/decisions/$id' });
  const session = useSession();
  const decision = api.useQuery('get', '/api/v1/decisions/{id}', { params: { path: { id } } });
  if (decision.isLoadingError)
    return (
      <LoadFailure
        error={decision.error}
        onRetry={() => void decision.refetch()}
        what="The decision"
        headingOrder={1}
      />
    );
  if (!decision.data) return <Skeleton h={400} />;
  const { data } = decision;
  const mayWrite = can(session, 'partners.write') && data.tally !== null;
  return (
    <>
      <PageHeader
        title={data.title}
        back={{ label: 'Decisions', to: '/partners/decisions' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={stateOf(data).tone}>{stateOf(data).label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={`${data.owner_name} · ${rules[data.rule].label}: ${rules[data.rule].meaning}`}
        actions={mayWrite && <DecisionActions decision={data} />}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Stack gap="md">
          <DecisionText decision={data} />
          <Card component="section" aria-labelledby="decision-facts">
            <Title order={2} id="decision-facts" mb="xs">
              When
            </Title>
            <Facts
              facts={[
                ['Answers until', <DateTime key="until" value={data.deadline_at} zone={data.time_zone} />],
                [
                  'Closed',
                  data.closed_at && <DateTime key="at" value={data.closed_at} zone={data.time_zone} />,
                ],
                ...(data.rule === 'by-chair' ? ([['Decided by', data.ruled_by]] as const) : []),
              ]}
            />
          </Card>
        </Stack>
        <Stack gap="md">
          {data.parties
            .filter(({ is_yours }) => is_yours)
            .map((party) => (
              <OwnAnswer key={party.partner_id} decision={data} party={party} />
            ))}
          {data.tally && <AnswerBoard decision={data} mayWrite={mayWrite} />}
          <DecisionLog decision={data} />
        </Stack>
      </SimpleGrid>
    </>
  );
}
