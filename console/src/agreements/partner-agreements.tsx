import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { StatusBadge } from '../parts/status-badge';
import { LastDay } from './last-day';
import { NewAgreementDrawer } from './new-agreement-drawer';
import { agreementStatuses } from './words';

/** On a partner's record: what was agreed with it. */
export function PartnerAgreements({ partner }: { partner: { chapter_id: string; organization_id: string } }) {
  const session = useSession();
  const [isCreating, creating] = useDisclosure(false);
  const query = { owner_id: partner.chapter_id, organization_id: partner.organization_id };
  const found = api.useQuery('get', '/api/v1/agreements', { params: { query } });
  return (
    <Card component="section" aria-labelledby="partner-agreements">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="partner-agreements">
          Agreements
        </Title>
        {can(session, 'agreements.write') && (
          <Button variant="subtle" size="compact-sm" onClick={creating.open}>
            Add
          </Button>
        )}
      </Group>
      {found.isLoadingError && (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The agreements" />
      )}
      {found.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          None, so nobody can be shown.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {found.data?.data.map((agreement) => (
          <Group key={agreement.id} component="li" justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Anchor component={Link} to={`/agreements/${agreement.id}`} size="sm" fw={600}>
                {agreement.title}
              </Anchor>
              <Text component="div" size="xs" c="dimmed">
                <LastDay agreement={agreement} />
              </Text>
            </div>
            <StatusBadge tone={agreementStatuses[agreement.status].tone}>
              {agreementStatuses[agreement.status].label}
            </StatusBadge>
          </Group>
        ))}
      </Stack>
      {isCreating && <NewAgreementDrawer partner={partner} onClose={creating.close} />}
    </Card>
  );
}
