import { Button, Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useSession } from '../api/session';
import { useChapter } from './use-chapter';

/** Narrows every screen to one chapter. Someone with a single chapter has nothing to switch. */
export function ChapterSwitcher() {
  const { chapters } = useSession();
  const { chapter, choose } = useChapter();
  if (chapters.length < 2) return null;
  const mark = (isChosen: boolean) => (isChosen ? <IconCheck size={16} aria-hidden /> : <span />);
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          fz="sm"
          fw={500}
          rightSection={<IconSelector size={16} aria-hidden />}
          aria-label={`Chapter: ${chapter?.name ?? 'all chapters'}`}
        >
          {chapter?.name ?? 'All chapters'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
        <Menu.Label>Show me</Menu.Label>
        <Menu.Item rightSection={mark(!chapter)} onClick={() => choose(undefined)}>
          All chapters
        </Menu.Item>
        <Menu.Divider />
        {chapters.map(({ id, name, slug }) => (
          <Menu.Item key={id} rightSection={mark(chapter?.id === id)} onClick={() => choose(slug)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
