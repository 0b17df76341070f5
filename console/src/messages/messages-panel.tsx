import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/client';
import { LoadFailure } from '../parts/load-failure';
import { languages } from '../parts/localized';
import { StatusBadge } from '../parts/status-badge';
import { steps, type ActionKind, type Message, type Step } from './words';

/** The editor is large, and most who look at an action never write its mails. */
const MessageEditor = lazy(async () => ({ default: (await import('./message-editor')).MessageEditor }));

interface MessagesPanelProps {
  kind: ActionKind;
  id: string;
  mayWrite: boolean;
}

/** The mails that an action sends by itself, and in whose words. */
export function MessagesPanel({ kind, id, mayWrite }: MessagesPanelProps) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<{ step: Step; language: Message['language'] }>();
  const query = { action_kind: kind, action_id: id };
  const found = api.useQuery('get', '/api/v1/action-messages', { params: { query } });
  if (found.isLoadingError)
    return <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The messages" />;
  if (!found.data) return <Skeleton h={240} />;
  const messages = found.data.data;
  const keep = (data: { data: Message[] }) =>
    queries.setQueryData(['get', '/api/v1/action-messages', { params: { query } }], data);
  const edited = messages.find((each) => each.step === chosen?.step && each.language === chosen.language);
  if (chosen && edited)
    return (
      <Suspense fallback={<Skeleton h={400} />}>
        <MessageEditor
          key={`${chosen.step} ${chosen.language} ${edited.is_own}`}
          action={query}
          step={steps[kind].find(({ step }) => step === chosen.step)!}
          message={edited}
          mayWrite={mayWrite}
          onKept={keep}
          onClose={() => setChosen(undefined)}
        />
      </Suspense>
    );
  return (
    <Stack gap="md" maw={900}>
      <Text size="sm" c="dimmed">
        These go out by themselves, one by one, and never wait for a mailing. Write your own subject and
        opening; buttons, places, calendar files and the way out always stay.
      </Text>
      {steps[kind].map(({ step, title, when }) => (
        <Card key={step} component="section" aria-labelledby={`message-${step}`}>
          <Title order={2} id={`message-${step}`}>
            {title}
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {when}
          </Text>
          <Stack component="ul" className="plain-list" gap="sm">
            {languages.map(({ code, name }) => {
              const message = messages.find((each) => each.step === step && each.language === code);
              return (
                message && (
                  <Group key={code} component="li" justify="space-between" gap="xs" wrap="nowrap">
                    <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                      <Group gap="xs">
                        <Text size="sm" fw={600}>
                          {name}
                        </Text>
                        <StatusBadge tone={message.is_own ? 'active' : 'neutral'}>
                          {message.is_own ? 'Own words' : 'Built-in words'}
                        </StatusBadge>
                      </Group>
                      <Text size="sm" c="dimmed" lang={code}>
                        {message.subject}
                      </Text>
                    </div>
                    <Button
                      variant="light"
                      size="compact-sm"
                      style={{ flexShrink: 0 }}
                      onClick={() => setChosen({ step, language: code })}
                      aria-label={`${mayWrite ? 'Edit' : 'Look at'} “${title}”, ${name}`}
                    >
                      {mayWrite ? 'Edit' : 'Look'}
                    </Button>
                  </Group>
                )
              );
            })}
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}
