import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { useOpenShortcutHelp } from './shortcut-help';
import { showFailure } from './toasts';

/** "Marisol Quintero-Hale" gives "MQ": what is seen begins what is heard (WCAG 2.5.3). */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toUpperCase() ?? '')
    .join('');
}

export function AccountMenu() {
  const { account, scopes } = useSession();
  const openShortcutHelp = useOpenShortcutHelp();
  const signOut = useMutation({
    mutationFn: () => http.DELETE('/api/v1/session'),
    // A full page load, so that nothing of this account stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
    onError: showFailure,
  });
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton aria-label={`${initialsOf(account.name)}: account of ${account.name}`} ml={4}>
          <Avatar color="brand" size={32}>
            {initialsOf(account.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="bright" truncate>
            {account.name}
          </Text>
          <Text size="xs" truncate>
            {account.email}
          </Text>
          <Text size="xs" truncate>
            {scopes.map((scope) => scope.name).join(', ')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/my-account" leftSection={<IconUserCircle size={16} aria-hidden />}>
          My account
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/preferences"
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        >
          Preferences
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={openShortcutHelp}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
