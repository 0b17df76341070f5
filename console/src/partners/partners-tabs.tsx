import { Button, Group } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';

const TABS = [
  { to: '/partners', label: 'All partners' },
  { to: '/partners/health', label: 'Health' },
  { to: '/partners/meetings', label: 'Meetings' },
  { to: '/partners/decisions', label: 'Decisions' },
  { to: '/partners/groups', label: 'Working groups' },
] as const;

/** The screens about partners, beside one another. Links and not tabs, because each has an address of its own. */
export function PartnersTabs() {
  const { pathname } = useLocation();
  return (
    <Group component="nav" aria-label="Parts of partners" gap={4} mb="md">
      {TABS.map(({ to, label }) => (
        <Button
          key={to}
          component={Link}
          to={to}
          size="compact-sm"
          variant={pathname === to ? 'light' : 'subtle'}
          aria-current={pathname === to ? 'page' : undefined}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
