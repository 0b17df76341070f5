import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http, type Schema } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { useRefreshResults } from './results/use-results';

/** Messages of which nobody knows whether they went out: only a person may risk a second copy. */
export function UnknownNotice({ mailingId, count }: { mailingId: string; count: number }) {
  const session = useSession();
  const { number } = useFormat();
  const queries = useQueryClient();
  const refresh = useRefreshResults();
  const decide = useMutation({
    mutationFn: async (decision: Schema<'UnknownDecision'>['decision']) => {
      const params = { path: { id: mailingId } };
      await http.POST('/api/v1/mailings/{id}/unknown-decisions', { params, body: { decision } });
      return decision;
    },
    onSuccess: async (decision) => {
      showDone(decision === 'send-again' ? 'They are sent again' : 'They are taken as sent');
      await queries.invalidateQueries({ queryKey: ['mailing-progress', mailingId] });
      await refresh();
    },
    onError: showFailure,
  });
  if (count === 0) return null;
  return (
    <Alert color="orange" title={`${number(count)} ${count === 1 ? 'message' : 'messages'}: outcome unknown`}>
      <Text size="sm" mb="sm">
        The connection was lost just as {count === 1 ? 'it was' : 'they were'} handed over. Sent again,
        somebody may get two; taken as sent, somebody may get none.
      </Text>
      {can(session, 'mailings.send') && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate('treat-as-sent')}
          >
            Take as sent
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate('send-again')}
          >
            Send again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
