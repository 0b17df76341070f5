import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { useShortcut } from '../frame/shortcuts';
import { showDone } from '../frame/toasts';

interface SettingsFormProps<Values extends Record<string, unknown>> {
  title: string;
  description?: ReactNode;
  form: UseFormReturnType<Values>;
  /** Sends the form. What it throws is shown at its fields, the rest above the form. */
  onSave: (values: Values) => Promise<unknown>;
  children: ReactNode;
}

/** Settings that stand on the page itself, with one button that saves them. Ctrl+S saves too. */
export function SettingsForm<Values extends Record<string, unknown>>(props: SettingsFormProps<Values>) {
  const { title, description, form, onSave, children } = props;
  const titleId = useId();
  const [general, setGeneral] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: onSave,
    onSuccess: (_, values) => {
      form.resetDirty(values);
      showDone('Saved');
    },
    onError: (cause) => {
      const sorted = sortErrors(asApiError(cause), Object.keys(form.getValues()));
      form.setErrors(sorted.fields);
      setGeneral(sorted.general);
    },
  });
  const submit = form.onSubmit((values) => {
    setGeneral([]);
    if (!save.isPending) save.mutate(values);
  });
  useShortcut('mod+s', 'Save', submit, { group: 'Forms' });
  return (
    <Card component="section" aria-labelledby={titleId} maw={760}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div>
            <Title order={2} id={titleId}>
              {title}
            </Title>
            {description && (
              <Text size="sm" c="dimmed">
                {description}
              </Text>
            )}
          </div>
          {general.length > 0 && (
            <Alert color="red" role="alert" title="Not saved">
              {general.join(' ')}
            </Alert>
          )}
          {children}
          <Group justify="flex-end" gap="sm">
            {form.isDirty() && (
              <Button variant="default" onClick={() => form.reset()}>
                Discard
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
