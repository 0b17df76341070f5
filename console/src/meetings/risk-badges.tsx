import { Badge, Group, Text } from '@mantine/core';
import { risks, type Health } from './words';

/** Why a partner may be drifting away, in words. */
export function RiskBadges({ health }: { health: Health }) {
  if (health.risks.length === 0)
    return (
      <Text size="sm" c="dimmed">
        None
      </Text>
    );
  return (
    <Group gap={4}>
      {health.risks.map((risk) => (
        <Badge key={risk} color="orange" radius="sm" miw="max-content">
          {risks[risk]}
        </Badge>
      ))}
    </Group>
  );
}
