import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { StatusBadge } from '../parts/status-badge';
import { OnWordDrawer } from './on-word-drawer';
import { answers, type Answer, type DecisionRecord, type Party } from './words';

interface AnswerBoardProps {
  decision: DecisionRecord;
  mayWrite: boolean;
}

const GROUPS: { answer: Answer | null; label: string }[] = [
  { answer: 'object', label: 'Object' },
  { answer: 'support', label: 'Support' },
  { answer: 'stand-aside', label: 'Stand aside' },
  { answer: null, label: 'No answer' },
];

/** Everybody who was asked, by what they say: objections at the top, because they are to be talked about. */
export function AnswerBoard({ decision, mayWrite }: AnswerBoardProps) {
  const [asked, ask] = useState<Party>();
  const isOpen = decision.state === 'open';
  return (
    <Card component="section" aria-labelledby="answer-board">
      <Title order={2} id="answer-board" mb="xs">
        Answers
      </Title>
      {GROUPS.map(({ answer, label }) => {
        const parties = decision.parties.filter((party) => party.answer === answer);
        return (
          parties.length > 0 && (
            <Stack key={label} gap="xs" mb="md">
              <Group gap="xs">
                <Title order={3} size="sm">
                  {label}
                </Title>
                {answer && <StatusBadge tone={answers[answer].tone}>{String(parties.length)}</StatusBadge>}
              </Group>
              <Stack component="ul" className="plain-list" gap="xs">
                {parties.map((party) => (
                  <PartyRow
                    key={party.partner_id}
                    party={party}
                    onWord={mayWrite && isOpen ? () => ask(party) : undefined}
                  />
                ))}
              </Stack>
            </Stack>
          )
        );
      })}
      {asked && <OnWordDrawer decision={decision} party={asked} onClose={() => ask(undefined)} />}
    </Card>
  );
}

function PartyRow({ party, onWord }: { party: Party; onWord?: () => void }) {
  const { partner_id, name, reason, said_by } = party;
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Anchor component={Link} to={`/partners/${partner_id}`} size="sm" fw={600}>
          {name}
        </Anchor>
        {reason && <Text size="sm">{reason}</Text>}
        {said_by && (
          <Text size="xs" c="dimmed">
            On the word of {said_by}
          </Text>
        )}
      </div>
      {onWord && (
        <Button
          variant="subtle"
          size="compact-xs"
          flex="none"
          onClick={onWord}
          aria-label={`Write down the answer of ${name}`}
        >
          Write down
        </Button>
      )}
    </Group>
  );
}
