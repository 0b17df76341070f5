import { Anchor, Box, Button, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useShortcut } from '../frame/shortcuts';

interface PageHeaderProps {
  title: string;
  /** Beside the title: a status, the practice badge. */
  badge?: ReactNode;
  /** One line under the title. */
  detail?: ReactNode;
  /** Where this screen was opened from. */
  back?: { label: string; to: string };
  /** Creates a record of this screen's kind: the one primary button, also under C. */
  create?: { label: string; onCreate: () => void };
  /** Other actions; a primary one only where there is no `create`. */
  actions?: ReactNode;
}

/** The head of every screen: its one h1 and its one primary button. */
export function PageHeader({ title, badge, detail, back, create, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Accord`);
  useShortcut('c', create?.label ?? '', () => create?.onCreate(), { enabled: create !== undefined });
  return (
    <Group component="header" justify="space-between" align="center" gap="sm" mb="lg">
      <Box miw={0}>
        {back && (
          <Anchor component={Link} to={back.to} size="sm" display="inline-flex" mb={2} ml={-5}>
            <IconChevronLeft size={18} aria-hidden />
            {back.label}
          </Anchor>
        )}
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          {badge}
        </Group>
        {detail && (
          <Text component="div" c="dimmed" size="sm" mt={2}>
            {detail}
          </Text>
        )}
      </Box>
      {(actions || create) && (
        <Group gap="xs">
          {actions}
          {create && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create.onCreate}>
              {create.label}
            </Button>
          )}
        </Group>
      )}
    </Group>
  );
}
