import { Card, Group, SimpleGrid, Text, ThemeIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { useSections } from '../frame/use-sections';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { greeting } from './greeting';

export function HomeScreen() {
  const { account, network, practice } = useSession();
  const { chapter } = useChapter();
  const sections = useSections().filter(({ to }) => to !== '/');
  const [firstName] = account.name.split(' ');
  return (
    <>
      <PageHeader
        title={`${greeting(new Date())}, ${firstName}`}
        detail={chapter?.name ?? network.name}
        badge={practice && <StatusBadge tone="active">practice</StatusBadge>}
      />
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
        {sections.map(({ label, to, icon: Icon }) => (
          <Card key={label} component={Link} to={to} className="plain-link">
            <Group gap="sm">
              <ThemeIcon variant="light" size={36}>
                <Icon size={20} stroke={1.75} aria-hidden />
              </ThemeIcon>
              <Text fw={600}>{label}</Text>
            </Group>
          </Card>
        ))}
      </SimpleGrid>
    </>
  );
}
