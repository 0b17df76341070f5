import './parts.css';
import { Alert, Button, Drawer, Group } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { useShortcut } from '../frame/shortcuts';
import { ConfirmDialog } from './confirm-dialog';

interface FormDrawerProps<Values extends Record<string, unknown>> {
  isOpen: boolean;
  title: string;
  submitLabel: string;
  form: UseFormReturnType<Values>;
  /** Sends the form. What it throws is shown at its fields, the rest above the form. */
  onSave: (values: Values) => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Creates or edits a record from the right edge. Escape closes; with changes it asks first. Focus goes
 * back to where it came from. Ctrl+S and Ctrl+Enter save.
 */
export function FormDrawer<Values extends Record<string, unknown>>(props: FormDrawerProps<Values>) {
  const { isOpen, title, form, onClose } = props;
  const [isAsking, setAsking] = useState(false);
  useFocusBack(isOpen);
  // After the key press is over: React would render between the listeners of the drawer and of the
  // dialog, and the second one would answer the same Escape again.
  const ask = (isOpenNext: boolean) => void setTimeout(() => setAsking(isOpenNext));
  const requestClose = () => (form.isDirty() ? ask(true) : onClose());
  return (
    <Drawer
      opened={isOpen}
      onClose={requestClose}
      // One Escape answers one question: the dialog's, when it is open.
      closeOnEscape={!isAsking}
      title={title}
      size={480}
      classNames={{ body: 'form-drawer-body', content: 'form-drawer-content' }}
    >
      {isOpen && <DrawerForm {...props} onCancel={requestClose} />}
      <ConfirmDialog
        isOpen={isAsking}
        title="Close without saving?"
        confirmLabel="Discard changes"
        cancelLabel="Keep editing"
        isDangerous
        onConfirm={() => {
          form.reset();
          onClose();
        }}
        onClose={() => ask(false)}
      >
        What you changed here is not saved yet.
      </ConfirmDialog>
    </Drawer>
  );
}

/**
 * Mantine gives focus back when a drawer that is there closes. One that its screen takes away as soon as it is not wanted
 * gives it back here, unless its screen went with it or has put it elsewhere.
 */
function useFocusBack(isOpen: boolean): void {
  const [before] = useState(() => (isOpen ? document.activeElement : null));
  useEffect(
    () => () =>
      void setTimeout(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
      }),
    [before],
  );
}

function DrawerForm<Values extends Record<string, unknown>>({
  form,
  onSave,
  onClose,
  onCancel,
  submitLabel,
  children,
}: FormDrawerProps<Values> & { onCancel: () => void }) {
  const [general, setGeneral] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: onSave,
    onSuccess: () => {
      form.reset();
      onClose();
    },
    onError: (cause) => {
      const sorted = sortErrors(asApiError(cause), Object.keys(form.getValues()));
      form.setErrors(sorted.fields);
      setGeneral(sorted.general);
      const [first] = Object.keys(sorted.fields);
      if (first) form.getInputNode(first)?.focus();
    },
  });
  const submit = form.onSubmit((values) => {
    setGeneral([]);
    if (!save.isPending) save.mutate(values);
  });
  useShortcut('mod+s', 'Save', submit, { group: 'Forms' });
  useShortcut('mod+enter', 'Save', submit, { group: 'Forms' });

  return (
    <form onSubmit={submit} noValidate className="form-drawer">
      <div className="form-drawer-fields">
        {general.length > 0 && (
          <Alert color="red" role="alert" title="Not saved">
            {general.join(' ')}
          </Alert>
        )}
        {children}
      </div>
      <Group className="form-drawer-foot" justify="flex-end" gap="sm">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  );
}
