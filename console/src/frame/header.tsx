import { ActionIcon, Badge, Burger, Group, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { IconHelp, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session';
import icon from '../icon.svg';
import { AccountMenu } from './account-menu';
import { ChapterSwitcher } from './chapter-switcher';
import { JobsTray } from './jobs-tray';
import { openSearch } from './search';
import { useOpenShortcutHelp } from './shortcut-help';
import { ThemeSwitch } from './theme-switch';

interface HeaderProps {
  isNavOpen: boolean;
  onToggleNav: () => void;
}

export function Header({ isNavOpen, onToggleNav }: HeaderProps) {
  const { network, practice } = useSession();
  const openShortcutHelp = useOpenShortcutHelp();
  return (
    <Group h="100%" px="md" gap="sm" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0} flex="0 1 auto">
        <Burger
          opened={isNavOpen}
          onClick={onToggleNav}
          hiddenFrom="sm"
          size="sm"
          aria-label={isNavOpen ? 'Close the sections' : 'Open the sections'}
          aria-expanded={isNavOpen}
        />
        <Link to="/" className="brand">
          <img src={icon} width={28} height={28} alt="" />
          <span>{network.name}</span>
        </Link>
        {practice && (
          <Badge size="sm" visibleFrom="md" flex="none">
            practice
          </Badge>
        )}
        <Group visibleFrom="sm">
          <ChapterSwitcher />
        </Group>
      </Group>
      <Group gap={4} wrap="nowrap" flex="none">
        <UnstyledButton className="search-button" visibleFrom="sm" onClick={openSearch}>
          <IconSearch size={16} aria-hidden />
          <span>Search or jump to…</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <ActionIcon hiddenFrom="sm" aria-label="Search or jump to" onClick={openSearch}>
          <IconSearch size={20} />
        </ActionIcon>
        <JobsTray />
        <Tooltip label="Keyboard shortcuts">
          <ActionIcon visibleFrom="sm" aria-label="Keyboard shortcuts" onClick={openShortcutHelp}>
            <IconHelp size={20} />
          </ActionIcon>
        </Tooltip>
        <ThemeSwitch />
        <AccountMenu />
      </Group>
    </Group>
  );
}
