import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { kinds, states, type Commitment } from '../commitments/words';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { type Partner } from '../partners/words';

type Move = 'agreed' | 'declined' | 'done';
const LABELS: Record<Move, string> = { agreed: 'We will', declined: 'We cannot', done: 'We did it' };

/** What a chapter asked the organization for, and its own answer. */
export function OwnAsks({ partner }: { partner: Partner }) {
  const queries = useQueryClient();
  const params = { query: { partner_id: partner.id, limit: 50 } };
  const asks = api.useQuery('get', '/api/v1/commitments', { params });
  const move = useMutation({
    mutationFn: async ({ id, to }: { id: string; to: Move }) => {
      const path = { params: { path: { id } } };
      if (to === 'done') await http.POST('/api/v1/commitments/{id}/own-completion', path);
      else await http.POST('/api/v1/commitments/{id}/own-answer', { ...path, body: { answer: to } });
    },
    onSuccess: () => showDone(`${partner.chapter_name} sees your answer`),
    onError: showFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/commitments'] }),
  });
  const heading = `own-asks-${partner.id}`;
  return (
    <Card component="section" aria-labelledby={heading}>
      <Title order={2} id={heading} mb="xs">
        Asked by {partner.chapter_name}
      </Title>
      {asks.isLoadingError && (
        <LoadFailure error={asks.error} onRetry={() => void asks.refetch()} headingOrder={3} />
      )}
      {asks.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing yet. When a chapter asks you to sign, host, speak or write to your list, it stands here.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {asks.data?.data.map((ask) => (
          <Group key={ask.id} component="li" justify="space-between" align="flex-start" gap="xs">
            <AskText ask={ask} />
            <Group gap={4}>
              {movesOf(ask).map((to) => (
                <Button
                  key={to}
                  variant={to === 'declined' ? 'default' : 'filled'}
                  size="compact-sm"
                  loading={move.isPending && move.variables.id === ask.id && move.variables.to === to}
                  onClick={() => move.mutate({ id: ask.id, to })}
                  aria-label={`${LABELS[to]}: ${nameOf(ask)}`}
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

/** As it is said to those who are asked. */
const asked: Record<Commitment['kind'], string> = { ...kinds, 'email-list': 'Write to your own list' };

const nameOf = ({ kind, details }: Commitment): string => [asked[kind], details].filter(Boolean).join(': ');

function movesOf({ state }: Commitment): Move[] {
  if (state === 'asked') return ['agreed', 'declined'];
  return state === 'agreed' ? ['done'] : [];
}

function AskText({ ask }: { ask: Commitment }) {
  const { day } = useFormat();
  const { state, due_on, is_overdue } = ask;
  const due = due_on ? `${is_overdue ? 'overdue since' : 'due'} ${day(due_on)}` : 'no day set';
  return (
    <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Text size="sm" fw={600}>
        {nameOf(ask)}
      </Text>
      <Text size="xs" c={is_overdue ? 'red.9' : 'dimmed'}>
        {[states[state], (state === 'asked' || state === 'agreed') && due].filter(Boolean).join(' · ')}
      </Text>
    </div>
  );
}
