import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  List,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { AgreementFile } from './agreement-file';
import { AgreementParties } from './agreement-parties';
import { EndAgreementDrawer } from './end-agreement-drawer';
import { LastDay } from './last-day';
import { NewAgreementDrawer } from './new-agreement-drawer';
import { agreementStatuses, clauses, kinds, type Agreement } from './words';

export interface AgreementPartProps {
  agreement: Agreement;
  mayWrite: boolean;
  onChanged: (agreement: Agreement) => void;
}

/** One agreement: what it says, who signed, until when it holds. */
export function AgreementScreen() {
  const { id } = useParams({ from: '/agreements/$id' });
  const session = useSession();
  const queries = useQueryClient();
  const found = api.useQuery('get', '/api/v1/agreements/{id}', { params: { path: { id } } });
  const keep = (agreement: Agreement) => {
    queries.setQueryData(['get', '/api/v1/agreements/{id}', { params: { path: { id } } }], agreement);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/agreements'] });
  };
  if (found.isLoadingError)
    return (
      <LoadFailure
        error={found.error}
        onRetry={() => void found.refetch()}
        what="The agreement"
        headingOrder={1}
      />
    );
  if (!found.data) return <Skeleton h={400} />;
  const props = { agreement: found.data, mayWrite: can(session, 'agreements.write'), onChanged: keep };
  return (
    <>
      <Head {...props} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Stack gap="md">
          <About {...props} />
          <AgreementFile {...props} />
        </Stack>
        <AgreementParties {...props} />
      </SimpleGrid>
    </>
  );
}

function Head({ agreement, mayWrite, onChanged }: AgreementPartProps) {
  const [isEnding, ending] = useDisclosure(false);
  const [isRenewing, renewing] = useDisclosure(false);
  const { status, title, is_practice, owner_name, kind, renewed_by_id } = agreement;
  const isRenewable = status !== 'draft' && !renewed_by_id;
  return (
    <>
      <PageHeader
        title={title}
        back={{ label: 'Agreements', to: '/agreements' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={agreementStatuses[status].tone}>{agreementStatuses[status].label}</StatusBadge>
            {is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={`${kinds[kind]} · ${owner_name}`}
        actions={
          mayWrite && (
            <>
              {isRenewable && (
                <Button variant="default" onClick={renewing.open}>
                  Renew
                </Button>
              )}
              {status !== 'ended' && (
                <Button variant="default" c="red" onClick={ending.open}>
                  End it now
                </Button>
              )}
            </>
          )
        }
      />
      {isRenewing && <NewAgreementDrawer renewed={agreement} onClose={renewing.close} />}
      {isEnding && <EndAgreementDrawer agreement={agreement} onChanged={onChanged} onClose={ending.close} />}
    </>
  );
}

function About({ agreement }: AgreementPartProps) {
  const { day, date } = useFormat();
  const { renews_id, renewed_by_id, ended_at, end_reason, share_count } = agreement;
  const said = agreement.clauses.map((clause) => clauses[clause]);
  return (
    <Card component="section" aria-labelledby="about-agreement">
      <Title order={2} id="about-agreement" mb="xs">
        What it says
      </Title>
      {said.length > 0 ? (
        <List size="sm" mb="md" spacing={4}>
          {said.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      ) : (
        <Text size="sm" c="dimmed" mb="md">
          No clause was marked.
        </Text>
      )}
      <Facts
        facts={[
          ['First day', day(agreement.effective_on)],
          ['Last day', <LastDay key="last" agreement={agreement} />],
          ['People shown under it now', String(share_count)],
          ...(renews_id
            ? [['Follows', <Other key="b" id={renews_id} text="the agreement before" />] as const]
            : []),
          ...(renewed_by_id
            ? [['Followed by', <Other key="n" id={renewed_by_id} text="the next one" />] as const]
            : []),
          ...(ended_at ? [['Ended', `${date(ended_at)}: ${end_reason}`] as const] : []),
        ]}
      />
    </Card>
  );
}

function Other({ id, text }: { id: string; text: string }) {
  return (
    <Anchor component={Link} to={`/agreements/${id}`} inherit>
      {text}
    </Anchor>
  );
}
