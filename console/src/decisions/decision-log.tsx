import { Card, Title } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { Timeline } from '../parts/timeline';
import { answers, type DecisionRecord } from './words';

/** Every answer that was ever given, also those that another one replaced. */
export function DecisionLog({ decision }: { decision: DecisionRecord }) {
  if (decision.answers.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="decision-log">
      <Title order={2} id="decision-log" mb="xs">
        Every answer
      </Title>
      <Timeline
        label="Every answer"
        entries={decision.answers.map(({ id, name, answer, at, version, reason, said_by }) => ({
          id,
          at,
          icon: IconMessage,
          title: `${name}: ${answers[answer].label.toLowerCase()}`,
          actor: said_by ? `on the word of ${said_by}` : undefined,
          detail: [`Version ${version}`, reason].filter(Boolean).join(' · '),
        }))}
      />
    </Card>
  );
}
