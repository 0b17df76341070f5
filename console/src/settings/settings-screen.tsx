import { Anchor, Card, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconCertificate,
  IconChevronRight,
  IconForms,
  IconHourglass,
  IconMailCheck,
  IconMailForward,
  IconProgressBolt,
  IconSeeding,
  IconTags,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { NewChapterDrawer } from './new-chapter-drawer';
import { chapterStates, type Chapter } from './words';

/** What is set up once: the network, its chapters, and a look at the background jobs. */
export function SettingsScreen() {
  const session = useSession();
  const [isCreating, creating] = useDisclosure(false);
  const chapters = api.useQuery('get', '/api/v1/chapters');
  const governs = can(session, 'network.settings');
  return (
    <>
      <PageHeader
        title="Settings"
        create={governs ? { label: 'Add a chapter', onCreate: creating.open } : undefined}
      />
      <Stack gap="lg" maw={960}>
        {governs && (
          <Door icon={IconWorld} to="/settings/network" title="Network">
            Its name, mission, sender and the rule on second factors.
          </Door>
        )}
        {governs && (
          <Door icon={IconTags} to="/settings/topics" title="Topics">
            What mail and actions are about: people can leave one and stay on the list.
          </Door>
        )}
        {can(session, 'chapter.settings') && (
          <Door icon={IconMailForward} to="/settings/mail-servers" title="Mail servers">
            By which mail goes out, and whose by which.
          </Door>
        )}
        <Door icon={IconForms} to="/settings/fields" title="Fields of people">
          What you ask about people beside their name and how to reach them.
        </Door>
        <Door icon={IconCertificate} to="/settings/trainings" title="Trainings">
          What volunteers can be trained in, and how long it holds.
        </Door>
        <Door icon={IconMailCheck} to="/settings/confirmed-sign-up" title="Confirmed sign-up">
          Where people get emails only after a click in their own mail.
        </Door>
        <Door icon={IconHourglass} to="/settings/data-keeping" title="Data keeping">
          What is kept for a while and no longer, and what went.
        </Door>
        {can(session, 'jobs.manage') && (
          <Door icon={IconProgressBolt} to="/settings/jobs" title="Background jobs">
            What waits, what runs, and what failed for good.
          </Door>
        )}
        {session.practice && can(session, 'practice.remove') && (
          <Door icon={IconSeeding} to="/settings/start-for-real" title="Start for real">
            Remove the practice data and found your own coalition.
          </Door>
        )}
        <Card component="section" aria-labelledby="chapters">
          <Title order={2} id="chapters" mb="xs">
            Chapters
          </Title>
          {chapters.isLoadingError && (
            <LoadFailure
              error={chapters.error}
              onRetry={() => void chapters.refetch()}
              what="The list of chapters"
              headingOrder={3}
            />
          )}
          {chapters.isPending && <Skeleton h={160} />}
          {chapters.data && <Chapters chapters={chapters.data.data} />}
        </Card>
      </Stack>
      <NewChapterDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}

interface DoorProps {
  icon: Icon;
  to:
    | '/settings/network'
    | '/settings/topics'
    | '/settings/mail-servers'
    | '/settings/fields'
    | '/settings/confirmed-sign-up'
    | '/settings/data-keeping'
    | '/settings/trainings'
    | '/settings/jobs'
    | '/settings/start-for-real';
  title: string;
  children: string;
}

function Door({ icon: DoorIcon, to, title, children }: DoorProps) {
  return (
    <Card component={Link} to={to} className="kpi-card plain-link">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="md" wrap="nowrap">
          <DoorIcon size={24} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
          <div>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed">
              {children}
            </Text>
          </div>
        </Group>
        <IconChevronRight size={18} aria-hidden style={{ flex: 'none' }} />
      </Group>
    </Card>
  );
}

function Chapters({ chapters }: { chapters: Chapter[] }) {
  if (chapters.length === 0)
    return (
      <Text size="sm" c="dimmed">
        There is no chapter yet.
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">Territory</Table.Th>
            <Table.Th scope="col">Time zone</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {chapters.map((chapter) => (
            <ChapterRow key={chapter.id} chapter={chapter} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ChapterRow({ chapter }: { chapter: Chapter }) {
  const { id, name, state, territory, region, time_zone, is_yours } = chapter;
  return (
    <Table.Tr>
      <Table.Td>
        {is_yours ? (
          <Anchor component={Link} to={`/settings/chapters/${id}`} size="sm" fw={600}>
            {name}
          </Anchor>
        ) : (
          <>
            <Text size="sm" fw={600}>
              {name}
            </Text>
            <Text size="xs" c="dimmed">
              Keeps its settings to itself
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <StatusBadge tone={chapterStates[state].tone}>{chapterStates[state].label}</StatusBadge>
      </Table.Td>
      <Table.Td>{[territory, region].filter(Boolean).join(', ')}</Table.Td>
      <Table.Td>{time_zone.replaceAll('_', ' ')}</Table.Td>
    </Table.Tr>
  );
}
