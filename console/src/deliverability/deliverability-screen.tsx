import { Alert, Anchor, Button, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { useFormat } from '../parts/format';
import { KpiCard } from '../parts/kpi-card';
import { PageHeader } from '../parts/page-header';
import { DateTime } from '../parts/values';
import { Receivers } from './receivers';
import { SendingDomains } from './sending-domains';
import { complaintVerdict } from './words';

/** How mail is taken by those who receive it, and what is to be done about it. */
export function DeliverabilityScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { percent } = useFormat();
  const query = { owner_id: chapter?.id };
  const { data } = api.useQuery('get', '/api/v1/deliverability', { params: { query } });
  const totals = data?.totals;
  const asked = totals && totals.accepted + totals.bounced;
  const verdict = totals && complaintVerdict(totals.complained, totals.accepted);
  return (
    <>
      <PageHeader
        title="Deliverability"
        back={{ label: 'Mailings', to: '/mailings' }}
        detail="Whether mail arrives is decided by who receives it. Here is how they take yours."
        actions={
          <Button component={Link} to="/suppressions" variant="default">
            Suppression list
          </Button>
        }
      />
      <Stack>
        {data?.relay && <RelayAlert relay={data.relay} />}
        <SimpleGrid cols={{ base: 2, md: 4 }}>
          <KpiCard label="Accepted" value={totals?.accepted} detail="Taken by the receiving side" />
          <KpiCard label="Put off" value={totals?.deferred} detail="Tried again by itself" />
          <KpiCard
            label="Bounced"
            value={totals?.bounced}
            detail={
              asked
                ? `${percent(totals.bounced / asked)}: over 5 % stops a mailing`
                : 'Over 5 % stops a mailing'
            }
          />
          <KpiCard
            label="Complaints"
            value={totals?.complained}
            detail={
              verdict && (
                <Text span size="sm" fw={verdict.isBad ? 700 : undefined}>
                  {verdict.text}
                </Text>
              )
            }
          />
        </SimpleGrid>
        {data ? <Receivers receivers={data.receivers} days={data.days} /> : <Skeleton h={240} />}
        {can(session, 'chapter.settings') && <SendingDomains />}
        <Text size="sm" c="dimmed">
          Addresses that came back or complained are on the{' '}
          <Anchor component={Link} to="/suppressions" size="sm" underline="always">
            suppression list
          </Anchor>{' '}
          with the reason of each. A refusal of who we are or what we wrote stops the mailing and puts nobody
          on it.
        </Text>
      </Stack>
    </>
  );
}

function RelayAlert({
  relay,
}: {
  relay: { is_broken: boolean; slowed_until: string | null; reason: string | null };
}) {
  return (
    <Alert
      color={relay.is_broken ? 'red' : 'yellow'}
      icon={<IconAlertTriangle aria-hidden />}
      title={relay.is_broken ? 'No mail goes out' : 'The relay asked us to go slower'}
    >
      <Text size="sm">
        {relay.is_broken
          ? 'The relay refuses our sign-in, or its certificate is not to be trusted. Whoever runs this installation must see to it. Nothing is lost: what waits goes out by itself afterwards.'
          : 'All mail waits for a moment, and goes on by itself.'}
        {relay.slowed_until && (
          <>
            {' '}
            It is tried again at <DateTime value={relay.slowed_until} />.
          </>
        )}
      </Text>
      {relay.reason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          It said: {relay.reason}
        </Text>
      )}
    </Alert>
  );
}
