import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import {
  actionKinds,
  coSponsorRoles,
  coSponsorStates,
  reasons,
  sharings,
  type CoSponsor,
} from '../co-sponsors/words';
import { showDone, showFailure } from '../frame/toasts';
import { LoadFailure } from '../parts/load-failure';
import { StatusBadge } from '../parts/status-badge';

type Answer = 'acceptance' | 'refusal' | 'leaving';
const LABELS: Record<Answer, string> = { acceptance: 'Accept', refusal: 'Decline', leaving: 'Leave' };

/** Invitations first, then what the organization stands beside, each with its own numbers alone. */
export function Invitations() {
  const queries = useQueryClient();
  const found = api.useQuery('get', '/api/v1/co-sponsorships');
  const answer = useMutation({
    mutationFn: ({ id, to }: { id: string; to: Answer }) =>
      http.POST(`/api/v1/co-sponsorships/{id}/${to}`, { params: { path: { id } } }),
    onSuccess: () => showDone('Your answer is recorded'),
    onError: showFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/co-sponsorships'] }),
  });
  return (
    <Card component="section" aria-labelledby="invitations">
      <Title order={2} id="invitations" mb="xs">
        Invitations
      </Title>
      {found.isLoadingError && (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The invitations" />
      )}
      {found.isLoading && <Skeleton h={80} />}
      {found.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet. When a chapter invites you to a petition, an event or a letter, it stands here.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {found.data?.data.map((each) => (
          <Group key={each.id} component="li" justify="space-between" align="flex-start" gap="xs">
            <About invitation={each} />
            <Group gap={4}>
              {answersOf(each).map((to) => (
                <Button
                  key={to}
                  variant={to === 'acceptance' ? 'filled' : 'default'}
                  size="compact-sm"
                  loading={answer.isPending && answer.variables?.id === each.id && answer.variables.to === to}
                  onClick={() => answer.mutate({ id: each.id, to })}
                  aria-label={`${LABELS[to]}: ${titleOf(each)}`}
                >
                  {LABELS[to]}
                </Button>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

const titleOf = ({ action_title: title }: CoSponsor): string =>
  title?.en ?? Object.values(title ?? {})[0] ?? 'Untitled';

function answersOf({ state }: CoSponsor): Answer[] {
  if (state === 'invited') return ['acceptance', 'refusal'];
  return state === 'accepted' ? ['leaving'] : [];
}

function About({ invitation }: { invitation: CoSponsor }) {
  const { state, action_kind, owner_name, organization_name, role, sharing, share_count, standing, reason } =
    invitation;
  return (
    <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {titleOf(invitation)}
        </Text>
        <StatusBadge tone={coSponsorStates[state].tone}>{coSponsorStates[state].label}</StatusBadge>
      </Group>
      <Text size="xs" c="dimmed">
        {[
          `${actionKinds[action_kind]} of ${owner_name}`,
          `${organization_name} as ${coSponsorRoles[role].toLowerCase()}`,
          `you get: ${sharings[sharing].toLowerCase()}`,
          sharing === 'people' && `${share_count} shown to you now`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {standing !== 'can' && (
        <Text size="xs" c="red">
          Not named at present: {reasons[reason]}.
        </Text>
      )}
    </div>
  );
}
