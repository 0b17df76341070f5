import { Group, Stack, Text, ThemeIcon, Title, type TitleOrder } from '@mantine/core';
import { type Icon } from '@tabler/icons-react';
import { type ReactNode } from 'react';

interface EmptyStateProps {
  icon?: Icon;
  title: string;
  /** What belongs here, or what can be done about it. */
  description?: ReactNode;
  action?: ReactNode;
  headingOrder?: TitleOrder;
  tone?: 'quiet' | 'failure';
}

/** What a list or screen shows while it has nothing: what it is, and the one thing to do next. */
export function EmptyState({
  icon: Icon,
  title,
  description,
  action,
  headingOrder = 2,
  tone,
}: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      {Icon && (
        <ThemeIcon size={52} radius="xl" variant="light" color={tone === 'failure' ? 'red' : 'brand'} mb="xs">
          <Icon size={26} stroke={1.75} aria-hidden />
        </ThemeIcon>
      )}
      <Title order={headingOrder} size="h3">
        {title}
      </Title>
      {description && (
        <Text c="dimmed" maw={440}>
          {description}
        </Text>
      )}
      {action && (
        <Group gap="sm" mt="sm">
          {action}
        </Group>
      )}
    </Stack>
  );
}
