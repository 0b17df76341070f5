import { Anchor, Card, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { RetentionDrawer } from './retention-drawer';
import { dataClasses, type Retention, type RetentionRule } from './words';

/** How long a chapter keeps what it does not need for ever, what each rule would delete, and what went. */
export function RetentionScreen() {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const [open, setOpen] = useState<RetentionRule>();
  const ownerId = chapter?.id ?? chapters[0]?.id ?? '';
  const name = chapters.find(({ id }) => id === ownerId)?.name;
  const query = { owner_id: ownerId };
  const found = api.useQuery('get', '/api/v1/retention-rules', { params: { query } });
  return (
    <>
      <PageHeader
        title="Data keeping"
        back={{ label: 'Settings', to: '/settings' }}
        detail={`${name ?? 'Your organization'}: what is kept for a while, and no longer.`}
      />
      {found.isLoadingError && (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The rules" />
      )}
      {found.data && (
        <Stack gap="lg" maw={960}>
          <Rules rules={found.data.rules} onOpen={setOpen} />
          <Text size="sm" c="dimmed">
            The audit log and what people agreed to are kept for ever: they are evidence, also for the people
            in them. Somebody who asks to be erased is erased at once, whatever stands here.
          </Text>
          <Log log={found.data.log} />
        </Stack>
      )}
      {open && <RetentionDrawer ownerId={ownerId} rule={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Rules({ rules, onOpen }: { rules: RetentionRule[]; onOpen: (rule: RetentionRule) => void }) {
  const { number } = useFormat();
  return (
    <Card component="section" aria-labelledby="rules">
      <Title order={2} id="rules" mb="xs">
        Rules
      </Title>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">What</Table.Th>
              <Table.Th scope="col">Kept for</Table.Th>
              <Table.Th scope="col">Rule</Table.Th>
              <Table.Th scope="col" ta="right">
                Older now
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <Table.Tr key={rule.data_class}>
                <Table.Td>
                  <Anchor component="button" type="button" size="sm" fw={600} onClick={() => onOpen(rule)}>
                    {dataClasses[rule.data_class].label}
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {dataClasses[rule.data_class].detail}
                  </Text>
                </Table.Td>
                <Table.Td>{rule.is_on ? `${number(rule.keep_days)} days` : 'For ever'}</Table.Td>
                <Table.Td>
                  <StatusBadge tone={rule.is_on ? 'good' : 'neutral'}>
                    {rule.is_on ? 'On' : 'Off'}
                  </StatusBadge>
                </Table.Td>
                <Table.Td ta="right" className="figures">
                  {told(rule.expired_count, number)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

function Log({ log }: { log: Retention['log'] }) {
  const { date, dateTime, number } = useFormat();
  return (
    <Card component="section" aria-labelledby="log">
      <Title order={2} id="log" mb="xs">
        What went
      </Title>
      {log.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing yet. Rules that are on work at night.
        </Text>
      ) : (
        <Stack component="ul" className="plain-list" gap="xs">
          {log.map(({ at, data_class, older_than, count }) => (
            <Text component="li" size="sm" key={at + data_class}>
              {dateTime(at)}: {dataClasses[data_class].label.toLowerCase()} from before {date(older_than)},{' '}
              <span className="figures">{told(count, number)}</span>
            </Text>
          ))}
        </Stack>
      )}
    </Card>
  );
}

/** Numbers come in full fives, and none under five. */
const told = (count: number | null, number: (given: number) => string): string =>
  count === null ? 'fewer than 5' : count === 0 ? number(0) : `${number(count)} or more`;
