import { Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { api } from '../api/client';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { NewAskDrawer } from './new-ask-drawer';
import { NEXT, useMoveCommitment } from './use-move';
import { kinds, states, type Commitment } from './words';

interface PartnerAsksProps {
  partner: { id: string; chapter_id: string };
  mayWrite: boolean;
}

/** What one partner was asked for, and what became of it. */
export function PartnerAsks({ partner, mayWrite }: PartnerAsksProps) {
  const [isAsking, asking] = useDisclosure(false);
  const params = { query: { partner_id: partner.id, limit: 50 } };
  const asks = api.useQuery('get', '/api/v1/commitments', { params });
  return (
    <Card component="section" aria-labelledby="partner-asks">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="partner-asks">
          Asks
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={asking.open}>
            Add
          </Button>
        )}
      </Group>
      {asks.isLoadingError && (
        <LoadFailure error={asks.error} onRetry={() => void asks.refetch()} headingOrder={3} />
      )}
      {asks.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was asked of them yet.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {asks.data?.data.map((commitment) => (
          <li key={commitment.id}>
            <AskRow commitment={commitment} mayWrite={mayWrite} />
          </li>
        ))}
      </Stack>
      {isAsking && (
        <NewAskDrawer chapterId={partner.chapter_id} partnerId={partner.id} onClose={asking.close} />
      )}
    </Card>
  );
}

function AskRow({ commitment, mayWrite }: { commitment: Commitment; mayWrite: boolean }) {
  const { day } = useFormat();
  const { mutate } = useMoveCommitment();
  const { kind, details, state, due_on, is_overdue } = commitment;
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm">{[kinds[kind], details].filter(Boolean).join(': ')}</Text>
        <Text size="xs" c={is_overdue ? 'red.9' : 'dimmed'}>
          {due_on ? `${is_overdue ? 'Overdue since' : 'Due'} ${day(due_on)}` : 'No day set'}
        </Text>
      </div>
      {mayWrite && NEXT[state].length > 0 ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              size="compact-sm"
              flex="none"
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {states[state]}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {NEXT[state].map((to) => (
              <Menu.Item key={to} onClick={() => mutate({ commitment, to })}>
                {states[to]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Text size="sm" flex="none">
          {states[state]}
        </Text>
      )}
    </Group>
  );
}
