import { ActionIcon, Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';
import { outcomes } from './words';

interface StepCardProps {
  number: number;
  sentence: string;
  /** Where those go for whom a condition does not hold. */
  otherwise?: string;
  figures: Schema<'StepOutcome'>[];
  problem?: string;
  isOpen: boolean;
  /** Nothing where it may not be changed. */
  edit?: {
    onOpen: () => void;
    onUp?: () => void;
    onDown?: () => void;
    onRemove: () => void;
  };
  children?: ReactNode;
}

/** One step as a sentence, with what it came to; opened, with its fields. */
export function StepCard({
  number,
  sentence,
  otherwise,
  figures,
  problem,
  isOpen,
  edit,
  children,
}: StepCardProps) {
  const format = useFormat();
  return (
    <Card component="li" padding="sm" aria-label={`Step ${number}`}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Group gap="sm" wrap="nowrap" align="flex-start" miw={0}>
          <Badge circle size="lg" variant="light" style={{ flexShrink: 0 }} aria-hidden>
            {number}
          </Badge>
          <div>
            <Text fw={600}>{sentence}</Text>
            {otherwise && (
              <Text size="sm" c="dimmed">
                {otherwise}
              </Text>
            )}
            {figures.length > 0 && (
              <Text size="sm" c="dimmed" className="figures">
                {figures
                  .map(({ outcome, count }) => `${format.number(count)} ${outcomes[outcome] ?? outcome}`)
                  .join(' · ')}
              </Text>
            )}
            {problem && (
              <Text size="sm" c="red" role="alert">
                {problem}
              </Text>
            )}
          </div>
        </Group>
        {edit && (
          <Group gap={2} wrap="nowrap" ml="auto">
            <StepButton label={`Move step ${number} up`} onClick={edit.onUp}>
              <IconArrowUp size={16} aria-hidden />
            </StepButton>
            <StepButton label={`Move step ${number} down`} onClick={edit.onDown}>
              <IconArrowDown size={16} aria-hidden />
            </StepButton>
            <StepButton label={`Remove step ${number}`} onClick={edit.onRemove}>
              <IconTrash size={16} aria-hidden />
            </StepButton>
            {children && !isOpen && (
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconPencil size={14} aria-hidden />}
                aria-label={`Change step ${number}`}
                onClick={edit.onOpen}
              >
                Change
              </Button>
            )}
          </Group>
        )}
      </Group>
      {edit && isOpen && children && (
        <Stack mt="sm" ml={{ base: 0, sm: 40 }} maw={460}>
          {children}
        </Stack>
      )}
    </Card>
  );
}

function StepButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick?: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={!onClick}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
