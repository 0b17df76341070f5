import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { asApiError } from '../api/errors';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** What will happen, with its number. */
  children?: ReactNode;
  /** A verb and its object: "Delete 312 people". */
  confirmLabel: string;
  cancelLabel?: string;
  isDangerous?: boolean;
  /** For what cannot be taken back: the button waits until this was typed, as a rule the number of records. */
  typed?: string | number;
  /** The dialog closes when it has succeeded, and shows what it throws. */
  onConfirm: () => Promise<unknown> | void;
  onClose: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      {props.isOpen && <ConfirmForm {...props} />}
    </Modal>
  );
}

function ConfirmForm({
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  isDangerous,
  typed,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const [answer, setAnswer] = useState('');
  const action = useMutation({ mutationFn: async () => onConfirm(), onSuccess: onClose });
  const digits = (text: string) => text.trim().replace(/[\s,.]/g, '');
  const isReady = typed === undefined || digits(answer) === digits(String(typed));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // A nested form's submit bubbles through the portal to the form that opened this dialog.
        event.stopPropagation();
        if (isReady) action.mutate();
      }}
    >
      <Stack gap="md">
        <div>{children}</div>
        {typed !== undefined && (
          <TextInput
            label={`Type ${typed} to confirm`}
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {action.error && <Alert color="red">{asApiError(action.error).message}</Alert>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button
            type="submit"
            color={isDangerous ? 'red' : undefined}
            disabled={!isReady}
            loading={action.isPending}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
