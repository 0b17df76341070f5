import { Card, Skeleton, Stack, Text, Title } from '@mantine/core';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { actionKinds } from '../co-sponsors/words';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';

/** What came by the organization's own links to what it stands beside, where it is given numbers. */
export function OwnNumbers() {
  const { account } = useSession();
  const { number } = useFormat();
  const figures = api.useQuery('get', '/api/v1/co-sponsorship-figures');
  const beside = api.useQuery('get', '/api/v1/co-sponsorships');
  const counted = figures.data?.data.filter(({ is_counted }) => is_counted) ?? [];
  return (
    <Card component="section" aria-labelledby="own-numbers">
      <Title order={2} id="own-numbers" mb={4}>
        By your links
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Until last midnight, in steps of five, so that no number tells of one person.
      </Text>
      {figures.isLoadingError && (
        <LoadFailure error={figures.error} onRetry={() => void figures.refetch()} headingOrder={3} />
      )}
      {(figures.isLoading || beside.isLoading) && <Skeleton h={60} />}
      {figures.data && counted.length === 0 && (
        <Text size="sm">
          None yet. They stand here for what you accepted to stand beside, where the chapter gives you counts.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {counted.map(({ id, deeds }) => {
          const action = beside.data?.data.find((each) => each.id === id);
          if (!action) return null;
          return (
            <li key={id}>
              <Text size="sm" fw={600}>
                {localized(action.action_title ?? {}, account.locale)}
              </Text>
              <Text size="xs" c="dimmed">
                {actionKinds[action.action_kind]} of {action.owner_name}
              </Text>
              <Text size="sm">
                {deeds === null ? 'Fewer than 5' : deeds === 0 ? 'Nobody yet' : `At least ${number(deeds)}`}
              </Text>
            </li>
          );
        })}
      </Stack>
    </Card>
  );
}
