import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { stateOf } from '../decisions/words';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';

const MOST = 10;

/** What the organization is asked to decide with others, and what came of it. */
export function Decisions() {
  const { data } = api.useQuery('get', '/api/v1/decisions', { params: { query: { limit: MOST } } });
  return (
    <Card component="section" aria-labelledby="hub-decisions">
      <Title order={2} id="hub-decisions" mb="xs">
        Decisions
      </Title>
      {data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing is put to you. Proposals that a chapter asks you about stand here until they are decided.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {data?.data.map((decision) => (
          <li key={decision.id}>
            <Group gap="xs">
              <Anchor component={Link} to={`/partners/decisions/${decision.id}`} size="sm" fw={600}>
                {decision.title}
              </Anchor>
              <StatusBadge tone={stateOf(decision).tone}>{stateOf(decision).label}</StatusBadge>
            </Group>
            <Text size="xs" c="dimmed" component="div">
              {decision.owner_name} asks until{' '}
              <DateTime value={decision.deadline_at} zone={decision.time_zone} />
            </Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
