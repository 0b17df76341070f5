import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { StatusBadge } from '../parts/status-badge';
import { AnswerFields } from './answer-fields';
import { useKeepDecision } from './use-keep-decision';
import { answers, type Answer, type DecisionRecord, type Party } from './words';

interface OwnAnswerProps {
  decision: DecisionRecord;
  party: Party;
}

/** The answer of one's own organization. It may be changed until the end: the last one counts. */
export function OwnAnswer({ decision, party }: OwnAnswerProps) {
  const { id, version, state } = decision;
  const keep = useKeepDecision(id);
  const form = useForm({
    initialValues: { answer: party.answer ?? ('' as const), reason: party.reason },
    validate: { answer: (value) => (value ? null : 'Choose an answer.') },
  });
  const save = useMutation({
    mutationFn: ({ answer, reason }: typeof form.values) =>
      http.POST('/api/v1/decisions/{id}/answers', {
        params: { path: { id } },
        body: { answer: answer as Answer, reason, version, partner_id: party.partner_id },
      }),
    onSuccess: ({ data }) => {
      keep(data);
      showDone('Your answer is recorded');
    },
    onError: showFailure,
  });
  return (
    <Card component="section" aria-labelledby={`own-${party.partner_id}`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={`own-${party.partner_id}`}>
          {party.name}
        </Title>
        {party.answer && (
          <StatusBadge tone={answers[party.answer].tone}>{answers[party.answer].label}</StatusBadge>
        )}
      </Group>
      {party.said_by && (
        <Text size="sm" c="dimmed" mb="sm">
          Written down on the word of {party.said_by}.
        </Text>
      )}
      {state === 'open' ? (
        <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
          <AnswerFields answer={form.getInputProps('answer')} reason={form.getInputProps('reason')} />
          <Button type="submit" mt="md" loading={save.isPending}>
            {party.answer ? 'Change our answer' : 'Answer'}
          </Button>
        </form>
      ) : (
        <Text size="sm">{party.answer ? party.reason : 'You did not answer.'}</Text>
      )}
    </Card>
  );
}
