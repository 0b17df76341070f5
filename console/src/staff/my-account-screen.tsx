import { Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { Facts } from '../parts/facts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { DateTime, RelativeTime } from '../parts/values';

/** Who one is here, and where one is signed in. */
export function MyAccountScreen() {
  const { account, scopes } = useSession();
  const queries = useQueryClient();
  const query = api.useQuery('get', '/api/v1/sessions', {});
  const refresh = () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/sessions'] });
  const end = (id: string) =>
    http
      .DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })
      .then(refresh)
      .then(() => showDone('That device is signed out'))
      .catch(showFailure);
  const endOthers = () =>
    http
      .DELETE('/api/v1/sessions')
      .then(refresh)
      .then(() => showDone('All other devices are signed out'))
      .catch(showFailure);
  return (
    <>
      <PageHeader
        title="My account"
        actions={
          // Pages of their own, outside of the console: they work without script and ask for the password.
          <Button variant="default" component="a" href="/account">
            Password and second factor
          </Button>
        }
      />
      <Stack maw={760}>
        <Card component="section" aria-labelledby="me">
          <Title order={2} id="me" mb="xs">
            {account.name}
          </Title>
          <Facts
            facts={[
              ['Email', account.email],
              ['Works for', scopes.map(({ name }) => name).join(', ')],
            ]}
          />
        </Card>
        <Card component="section" aria-labelledby="sessions">
          <Group justify="space-between" mb="xs">
            <Title order={2} id="sessions">
              Where you are signed in
            </Title>
            {(query.data?.data.length ?? 0) > 1 && (
              <Button variant="default" size="xs" onClick={() => void endOthers()}>
                Sign out everywhere else
              </Button>
            )}
          </Group>
          {query.isLoadingError ? (
            <LoadFailure
              error={query.error}
              onRetry={() => void query.refetch()}
              what="The list of your sessions"
            />
          ) : !query.data ? (
            <Skeleton h={240} />
          ) : (
            <Stack gap="sm" component="ul" className="plain-list">
              {query.data.data.map((session) => (
                <Group key={session.id} component="li" justify="space-between" wrap="nowrap">
                  <div>
                    <Group gap="xs">
                      <Text size="sm" fw={600}>
                        {session.device || 'Unknown device'}
                      </Text>
                      {session.is_this && <Badge size="xs">this device</Badge>}
                    </Group>
                    <Text size="sm" c="dimmed">
                      Used <RelativeTime value={session.seen_at} /> from{' '}
                      {session.address || 'an unknown address'} · signed in{' '}
                      <DateTime value={session.created_at} />
                    </Text>
                  </div>
                  {!session.is_this && (
                    <Button
                      variant="subtle"
                      size="xs"
                      flex="none"
                      aria-label={`Sign out ${session.device || 'the unknown device'}`}
                      onClick={() => void end(session.id)}
                    >
                      Sign out
                    </Button>
                  )}
                </Group>
              ))}
            </Stack>
          )}
        </Card>
      </Stack>
    </>
  );
}
