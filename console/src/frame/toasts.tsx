import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { asApiError } from '../api/errors';

const SHOWN_MS = 5_000;
const SHOWN_WITH_UNDO_MS = 10_000;

/**
 * Says that something is done. With `undo` it stays twice as long and offers to take it back; what
 * `undo` throws is shown in its turn.
 */
export function showDone(message: string, undo?: () => Promise<unknown>): void {
  const id = notifications.show({
    message: undo ? <WithUndo message={message} onUndo={() => void takeBack(id, undo)} /> : message,
    color: 'brand',
    autoClose: undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS,
  });
}

/** Says what failed, outside of forms: a form shows its errors at its fields. Stays until dismissed. */
export function showFailure(cause: unknown): void {
  notifications.show({
    title: 'That did not work',
    message: asApiError(cause).message,
    color: 'red',
    autoClose: false,
  });
}

async function takeBack(id: string, undo: () => Promise<unknown>): Promise<void> {
  notifications.hide(id);
  try {
    await undo();
    notifications.show({ message: 'Undone', color: 'gray', autoClose: SHOWN_MS });
  } catch (cause) {
    showFailure(cause);
  }
}

function WithUndo({ message, onUndo }: { message: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button size="compact-sm" variant="light" onClick={onUndo}>
        Undo
      </Button>
    </Group>
  );
}
