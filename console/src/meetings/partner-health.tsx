import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { RiskBadges } from './risk-badges';
import { type Health } from './words';

const LATEST = 5;

/** How close one partner is, and the meetings that it came to. Nothing where it does not work with the chapter now. */
export function PartnerHealth({ partnerId }: { partnerId: string }) {
  const health = api.useQuery('get', '/api/v1/partners/{id}/health', { params: { path: { id: partnerId } } });
  const meetings = api.useQuery('get', '/api/v1/meetings', {
    params: { query: { partner_id: partnerId, limit: LATEST } },
  });
  const { day } = useFormat();
  if (!health.data) return null;
  return (
    <Card component="section" aria-labelledby={`health-${partnerId}`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={`health-${partnerId}`}>
          Health
        </Title>
        {health.data.risks.length > 0 && <RiskBadges health={health.data} />}
      </Group>
      <Facts facts={factsOf(health.data)} />
      {meetings.data && meetings.data.data.length > 0 && (
        <>
          <Title order={3} size="sm" mt="md" mb={4}>
            Came to
          </Title>
          <Stack component="ul" className="plain-list" gap={4}>
            {meetings.data.data.map(({ id, title, held_on }) => (
              <li key={id}>
                <Anchor component={Link} to={`/partners/meetings/${id}`} size="sm">
                  {title}
                </Anchor>{' '}
                <Text span size="xs" c="dimmed">
                  {day(held_on)}
                </Text>
              </li>
            ))}
          </Stack>
        </>
      )}
    </Card>
  );
}

function factsOf(health: Health): [string, string][] {
  const { days_since_contact: days, meetings_held: held, commitments_due: due } = health;
  return [
    [
      'Last contact',
      days === null ? 'None noted' : days === 0 ? 'Today' : `${days} ${days === 1 ? 'day' : 'days'} ago`,
    ],
    ['Meetings', held === 0 ? 'None held yet' : `${health.meetings_attended} of the last ${held}`],
    ['Commitments kept', due === 0 ? 'None due yet' : `${health.commitments_kept} of ${due}`],
  ];
}
