import { Anchor, Card, Group, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Schema } from '../api/client';
import { useOpenable } from '../frame/use-sections';

/** The first four steps of a newcomer, with their state. Gone when all are done. */
export function GetStarted({ steps }: { steps: Schema<'StepsResource'> }) {
  const openable = useOpenable();
  const all = [
    { label: 'Sign in', hint: 'You are here.', isDone: true },
    {
      label: 'Send a test email',
      hint: 'Write a mailing and send it to yourself.',
      isDone: steps.is_test_sent,
      to: openable('/mailings'),
    },
    {
      label: 'Bring your people',
      hint: 'Who takes part by their own choice; never clients of a shelter, hotline or legal aid.',
      isDone: steps.has_people,
      to: openable('/imports') ?? openable('/people'),
    },
    {
      label: 'Open a petition',
      hint: 'Publish one and share its link.',
      isDone: steps.is_petition_opened,
      to: openable('/petitions'),
    },
  ];
  const doneCount = all.filter(({ isDone }) => isDone).length;
  if (doneCount === all.length) return null;
  return (
    <Card component="section" aria-labelledby="get-started">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="get-started">
          Get started
        </Title>
        <Text size="sm" c="dimmed">
          {doneCount} of {all.length} done
        </Text>
      </Group>
      <ol className="plain-list steps">
        {all.map((step, place) => (
          <li key={step.label} className="step">
            <ThemeIcon
              size={28}
              radius="xl"
              variant={step.isDone ? 'filled' : 'light'}
              color={step.isDone ? 'brand' : 'gray'}
            >
              {step.isDone ? <IconCheck size={16} aria-label="Done" /> : place + 1}
            </ThemeIcon>
            <div>
              <Text size="sm" fw={600} component="div" td={step.isDone ? 'line-through' : undefined}>
                {step.to && !step.isDone ? (
                  <Anchor component={Link} to={step.to} inherit>
                    {step.label}
                  </Anchor>
                ) : (
                  step.label
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {step.hint}
              </Text>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
