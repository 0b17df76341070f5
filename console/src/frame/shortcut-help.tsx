import { Anchor, Group, Kbd, Modal, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { createContext, Fragment, useContext } from 'react';
import { useLetterKeys } from './letter-keys';
import { listShortcuts, useShortcut, type Shortcut, type ShortcutGroup } from './shortcuts';

const OpenContext = createContext<() => void>(() => undefined);
export const ShortcutHelpProvider = OpenContext.Provider;

/** Opens the list of shortcuts; the frame owns it. */
export const useOpenShortcutHelp = () => useContext(OpenContext);

interface ShortcutHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

const order: ShortcutGroup[] = ['Everywhere', 'Go to', 'This screen', 'Forms'];
const names: Record<string, string> = { mod: 'Ctrl', enter: 'Enter', s: 'S', k: 'K' };

/** The list of all shortcuts that work on the present screen, opened by "?". */
export function ShortcutHelp({ isOpen, onClose }: ShortcutHelpProps) {
  const [lettersOn] = useLetterKeys();
  useShortcut('?', 'Show this list', useOpenShortcutHelp(), { group: 'Everywhere' });
  const shortcuts = isOpen ? listShortcuts() : [];
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <Stack gap="lg">
        {order.map((group) => (
          <ShortcutTable key={group} group={group} shortcuts={shortcuts.filter((s) => s.group === group)} />
        ))}
        <Text size="sm" c="dimmed">
          Single letters are {lettersOn ? 'on' : 'off'}.{' '}
          <Anchor component={Link} to="/preferences" onClick={onClose} underline="always">
            Change in preferences
          </Anchor>
        </Text>
      </Stack>
    </Modal>
  );
}

function ShortcutTable({ group, shortcuts }: { group: string; shortcuts: Shortcut[] }) {
  if (shortcuts.length === 0) return null;
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {group}
      </Title>
      <Table aria-label={group} withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {shortcuts.map(({ keys, label }) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td w={140}>
                <Keys keys={keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Keys({ keys }: { keys: string }) {
  return (
    <Group gap={4} justify="flex-end">
      {keys.split(' ').map((chord, i) => (
        <Fragment key={i}>
          {i > 0 && (
            <Text span size="xs" c="dimmed">
              then
            </Text>
          )}
          {chord.split('+').map((key) => (
            <Kbd key={key}>{names[key] ?? key.toUpperCase()}</Kbd>
          ))}
        </Fragment>
      ))}
    </Group>
  );
}
