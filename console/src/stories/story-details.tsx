import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { AgreedFile } from './agreed-file';
import { OutsideUseDrawer } from './outside-use-drawer';
import { useStoryActs } from './use-story-acts';
import {
  mayStandOnOurPage,
  named,
  storyAudiences,
  storyChannels,
  storyScopes,
  storyStates,
  type Story,
} from './words';

/** One release: what it holds, where it stands, and what can be done with it. */
export function StoryDetails({ story }: { story: Story }) {
  const { day } = useFormat();
  const { label, tone } = storyStates[story.state];
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {story.title}
        </Text>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </Group>
      <Text size="xs" c="dimmed">
        {named(storyScopes, story.scope)} · for {named(storyAudiences, story.audiences)} · on{' '}
        {named(storyChannels, story.channels)} · until {day(story.ends_on)}
      </Text>
      {story.body && (
        <Text size="sm" lineClamp={4}>
          “{story.body}”
        </Text>
      )}
      {!story.body && <AgreedFile story={story} />}
      <Uses story={story} />
      <StoryActions story={story} />
    </Stack>
  );
}

function Uses({ story }: { story: Story }) {
  const { takeDown } = useStoryActs();
  const standing = story.uses.filter(({ state }) => state !== 'removed');
  return standing.map((use) => (
    <Group key={use.id} gap="xs">
      <Text size="xs">
        {use.kind === 'chapter-page' ? (
          'On your public page'
        ) : use.url ? (
          <Anchor href={use.url} rel="noreferrer" target="_blank" size="xs">
            {use.place}
          </Anchor>
        ) : (
          use.place
        )}
      </Text>
      {use.state === 'to-remove' && <StatusBadge tone="bad">To be taken down</StatusBadge>}
      <Button variant="subtle" size="compact-xs" onClick={() => void takeDown(use.id)}>
        {use.kind === 'chapter-page' ? 'Take down' : 'It is down'}
      </Button>
    </Group>
  ));
}

function StoryActions({ story }: { story: Story }) {
  const { show, mailLink, end } = useStoryActs();
  const [open, setOpen] = useState<'ending' | 'elsewhere'>();
  const close = () => setOpen(undefined);
  if (story.state === 'ended' || story.state === 'expired') return null;
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-xs"
            rightSection={<IconChevronDown size={12} aria-hidden />}
          >
            Change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayStandOnOurPage(story) && (
            <Menu.Item onClick={() => void show(story.id)}>Show on our page</Menu.Item>
          )}
          {story.state === 'in-force' && (
            <Menu.Item onClick={() => setOpen('elsewhere')}>Published elsewhere…</Menu.Item>
          )}
          <Menu.Item onClick={() => void mailLink(story.id)}>Mail them their link</Menu.Item>
          <Menu.Item color="red" onClick={() => setOpen('ending')}>
            End it now…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'elsewhere' && <OutsideUseDrawer story={story} onClose={close} />}
      <ConfirmDialog
        isOpen={open === 'ending'}
        title={`End “${story.title}”?`}
        confirmLabel="End it now"
        isDangerous
        onConfirm={() => end(story.id)}
        onClose={close}
      >
        It leaves your pages at once, and a task is opened for each place elsewhere. A new release is needed
        to show it again.
      </ConfirmDialog>
    </>
  );
}
