import { Anchor, Avatar, Badge, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useOpenable } from '../frame/use-sections';
import { EmptyState } from '../parts/empty-state';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { RecordLayout } from '../parts/record-layout';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';
import { OfficialTies } from '../ties/ties-cards';
import { outreachStates } from '../letters/words';
import { channelKinds, sources, type OfficialRecord } from './words';

/** One official: the offices, how to reach them, and what was sent. */
export function OfficialScreen() {
  const { id } = useParams({ from: '/officials/$id' });
  const official = api.useQuery('get', '/api/v1/officials/{id}', { params: { path: { id } } });
  if (official.isLoadingError)
    return (
      <LoadFailure
        error={official.error}
        onRetry={() => void official.refetch()}
        what="The official"
        headingOrder={1}
      />
    );
  if (!official.data) return <Skeleton h={400} />;
  const { data } = official;
  const current = data.terms.filter(({ is_current }) => is_current);
  return (
    <>
      <PageHeader
        title={data.name}
        back={{ label: 'Officials', to: '/officials' }}
        badge={
          <Group gap="xs">
            {current.length > 0 && !data.is_retired ? (
              <StatusBadge tone="good">In office</StatusBadge>
            ) : (
              <StatusBadge tone="neutral">Out of office</StatusBadge>
            )}
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={[...current.map(({ title, seat }) => `${title}, ${seat}`), data.party]
          .filter(Boolean)
          .join(' · ')}
      />
      <RecordLayout
        labels={{ about: 'About', activity: 'Letters', links: 'Ties and committees' }}
        about={
          <>
            <Reach official={data} />
            <Terms official={data} />
            <Sources official={data} />
          </>
        }
        activity={<Outreach official={data} />}
        links={
          <>
            <OfficialTies officialId={data.id} />
            <Committees official={data} />
          </>
        }
      />
    </>
  );
}

function Reach({ official: { name, image_url, website, channels } }: { official: OfficialRecord }) {
  return (
    <Card component="section" aria-labelledby="reach">
      <Group justify="space-between" align="flex-start" mb="xs">
        <Title order={2} id="reach">
          How to reach them
        </Title>
        <Avatar name={name} alt="" color="initials" aria-hidden={image_url === ''} />
      </Group>
      <Facts
        facts={[
          ...channels.map(
            ({ kind, value, label, status }) =>
              [
                channelKinds[kind],
                <Stack key={value} gap={0}>
                  {kind === 'web-form' ? (
                    <Anchor href={value} target="_blank" rel="noreferrer" size="sm">
                      {value}
                    </Anchor>
                  ) : (
                    <Text size="sm">{value}</Text>
                  )}
                  {label && (
                    <Text size="xs" c="dimmed">
                      {label}
                    </Text>
                  )}
                  {status !== 'ok' && <StatusBadge tone="bad">{status}</StatusBadge>}
                </Stack>,
              ] as const,
          ),
          [
            'Website',
            website && (
              <Anchor href={website} target="_blank" rel="noreferrer" size="sm">
                {website}
              </Anchor>
            ),
          ],
        ]}
      />
    </Card>
  );
}

function Terms({ official: { terms } }: { official: OfficialRecord }) {
  const { day } = useFormat();
  if (terms.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="terms">
      <Title order={2} id="terms" mb="xs">
        Offices
      </Title>
      <Stack gap="sm">
        {terms.map((term) => (
          <div key={`${term.office_id} ${term.starts_on}`}>
            <Text size="sm" fw={term.is_current ? 600 : undefined}>
              {term.title}, {term.seat}
            </Text>
            <Text size="xs" c="dimmed">
              {term.jurisdiction_name} ·{' '}
              {term.starts_on ? `from ${day(term.starts_on)}` : 'since an unknown day'}
              {term.ends_on ? ` to ${day(term.ends_on)}` : ''}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Sources({ official }: { official: OfficialRecord }) {
  return (
    <Card component="section" aria-labelledby="sources">
      <Title order={2} id="sources" mb="xs">
        Known from
      </Title>
      <Stack gap="xs">
        {official.sources.map(({ external_id, source, verified_at }) => (
          <Text key={external_id} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {sources[source] ?? source}, <RelativeTime value={verified_at} />
            <Text span size="xs" c="dimmed" display="block">
              {external_id}
            </Text>
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

function Outreach({ official: { outreach } }: { official: OfficialRecord }) {
  const { account } = useSession();
  const hrefOf = useOpenable();
  return (
    <Card component="section" aria-labelledby="outreach">
      <Title order={2} id="outreach" mb="xs">
        Letters from your chapters
      </Title>
      {outreach.length === 0 ? (
        <EmptyState
          title="No letter yet"
          description="What supporters send to this official stands here."
          headingOrder={3}
        />
      ) : (
        <Stack gap="xs">
          {outreach.map(({ campaign_id, title, state, count, last_at }) => {
            const href = hrefOf(`/letters/${campaign_id}`);
            return (
              <Group key={`${campaign_id} ${state}`} justify="space-between" wrap="nowrap">
                <div>
                  {href ? (
                    <Anchor component={Link} to={href} size="sm" fw={600}>
                      {localized(title, account.locale)}
                    </Anchor>
                  ) : (
                    <Text size="sm">{localized(title, account.locale)}</Text>
                  )}
                  <Text size="xs" c="dimmed">
                    last <RelativeTime value={last_at} />
                  </Text>
                </div>
                <Group gap="xs" wrap="nowrap">
                  <span className="figures">{count}</span>
                  <StatusBadge tone={outreachStates[state as keyof typeof outreachStates].tone}>
                    {outreachStates[state as keyof typeof outreachStates].label}
                  </StatusBadge>
                </Group>
              </Group>
            );
          })}
        </Stack>
      )}
    </Card>
  );
}

function Committees({ official: { committees } }: { official: OfficialRecord }) {
  return (
    <Card component="section" aria-labelledby="committees">
      <Title order={2} id="committees" mb="xs">
        Committees
      </Title>
      {committees.length === 0 ? (
        <Text size="sm" c="dimmed">
          On none that we know.
        </Text>
      ) : (
        <Stack gap="xs">
          {committees.map(({ id, name, role }) => (
            <div key={id}>
              <Text size="sm">{name}</Text>
              {role !== 'member' && (
                <Text size="xs" c="dimmed">
                  {role}
                </Text>
              )}
            </div>
          ))}
        </Stack>
      )}
    </Card>
  );
}
