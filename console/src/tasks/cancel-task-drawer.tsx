import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useTasksChanged } from './use-close-task';
import { type Task } from './words';

/** Says that a task will not be done, and why. */
export function CancelTaskDrawer({ task, onClose }: { task: Task; onClose: () => void }) {
  const changed = useTasksChanged();
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : 'Say why it is not done.') },
  });
  const save = async ({ reason }: { reason: string }) => {
    const params = { path: { id: task.id } };
    await http.POST('/api/v1/tasks/{id}/closure', { params, body: { outcome: 'cancelled', reason } });
    await changed();
    showDone('The task is cancelled');
  };
  return (
    <FormDrawer
      isOpen
      title="Cancel the task"
      submitLabel="Cancel the task"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Text size="sm">{task.title}</Text>
      <Textarea
        label="Why"
        description="It stays on the list of what is closed."
        withAsterisk
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}
