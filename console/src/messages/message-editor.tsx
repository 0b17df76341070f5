import { Alert, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { http } from '../api/client';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { useShortcut } from '../frame/shortcuts';
import { showDone, showFailure } from '../frame/toasts';
import { MailEditor } from '../mailings/mail-editor';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { languages } from '../parts/localized';
import { MessagePreview } from './message-preview';
import { type ActionKind, type Message, type steps } from './words';

interface MessageEditorProps {
  action: { action_kind: ActionKind; action_id: string };
  step: (typeof steps)[ActionKind][number];
  message: Message;
  mayWrite: boolean;
  onKept: (messages: { data: Message[] }) => void;
  onClose: () => void;
}

/** One mail in one language: its subject and opening, and the whole of it as it goes out. */
export function MessageEditor({
  action,
  step: { step, title, when },
  message,
  mayWrite,
  ...on
}: MessageEditorProps) {
  const [isReverting, setReverting] = useState(false);
  const [general, setGeneral] = useState<string[]>([]);
  const { language, subject, body } = message;
  const form = useForm({ mode: 'controlled', initialValues: { subject, body } });
  const key = { ...action, step, language };
  const isDirty = form.isDirty();
  const leave = () => {
    if (!isDirty || window.confirm('Leave without saving what you changed?')) on.onClose();
  };
  const failed = (cause: unknown) => {
    const sorted = sortErrors(asApiError(cause), ['subject', 'body']);
    form.setErrors(sorted.fields);
    setGeneral(sorted.general);
  };
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      http.PUT('/api/v1/action-messages', { body: { ...key, ...values } }),
    onSuccess: ({ data }) => {
      form.resetDirty();
      if (data) on.onKept(data);
      showDone('Saved. It goes out in these words from now on');
    },
    onError: failed,
  });
  const test = useMutation({
    mutationFn: (values: typeof form.values) =>
      http.POST('/api/v1/action-messages/tests', { body: { ...key, ...values } }),
    onSuccess: () => showDone('It is on its way to you'),
    onError: (cause) => {
      failed(cause);
      showFailure(cause);
    },
  });
  const submit = form.onSubmit((values) => {
    setGeneral([]);
    if (!save.isPending) save.mutate(values);
  });
  useShortcut('mod+s', 'Save', submit, { group: 'Forms', enabled: mayWrite });
  useBlocker({
    shouldBlockFn: () => form.isDirty() && !window.confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => form.isDirty(),
  });
  const revert = async () => {
    const { data } = await http.DELETE('/api/v1/action-messages', { params: { query: key } });
    form.resetDirty();
    if (data) on.onKept(data);
    showDone('The built-in words go out again');
  };
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        mb="sm"
        leftSection={<IconArrowLeft size={14} aria-hidden />}
        onClick={leave}
      >
        All messages
      </Button>
      <div className="composer">
        <form onSubmit={submit} noValidate>
          <Card component="section" aria-labelledby="message">
            <Title order={2} id="message">
              {title}, {languages.find(({ code }) => code === language)!.name}
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              {when}{' '}
              {message.is_own ? 'It goes out in your own words.' : 'It goes out in the built-in words.'}
            </Text>
            <Stack gap="sm">
              {general.length > 0 && (
                <Alert color="red" role="alert" title="Not saved">
                  {general.join(' ')}
                </Alert>
              )}
              <TextInput
                label="Subject"
                lang={language}
                maxLength={200}
                readOnly={!mayWrite}
                {...form.getInputProps('subject')}
              />
              {mayWrite && (
                <MailEditor
                  label="Opening"
                  body={body}
                  onChange={(changed) => form.setFieldValue('body', changed)}
                />
              )}
              {form.errors['body'] && (
                <Text c="red" size="sm" role="alert">
                  {form.errors['body']}
                </Text>
              )}
              {mayWrite && (
                <Group justify="flex-end" gap="sm">
                  {message.is_own && (
                    <Button variant="subtle" color="red" onClick={() => setReverting(true)}>
                      Back to the built-in words
                    </Button>
                  )}
                  <Button
                    variant="default"
                    loading={test.isPending}
                    onClick={() => test.mutate(form.getValues())}
                  >
                    Send me a test
                  </Button>
                  <Button type="submit" loading={save.isPending} disabled={!isDirty}>
                    Save
                  </Button>
                </Group>
              )}
            </Stack>
          </Card>
        </form>
        <MessagePreview words={{ ...key, ...form.values }} />
      </div>
      <ConfirmDialog
        isOpen={isReverting}
        title="Back to the built-in words?"
        confirmLabel="Use the built-in words"
        isDangerous
        onConfirm={revert}
        onClose={() => setReverting(false)}
      >
        What you wrote for this mail in this language is deleted.
      </ConfirmDialog>
    </>
  );
}
