import { Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { localized } from '../parts/localized';
import { LocalizedField } from '../parts/localized-field';
import { type Topic } from '../parts/topics';

/** Names a topic in every language, or puts it away. */
export function TopicDrawer({ topic, onClose }: { topic?: Topic; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { name: topic?.name ?? {}, is_active: topic?.is_active ?? true },
  });
  const save = async ({ name, is_active }: typeof form.values) => {
    if (topic)
      await http.PATCH('/api/v1/topics/{id}', {
        params: { path: { id: topic.id } },
        body: { name, is_active },
      });
    else await http.POST('/api/v1/topics', { body: { name } });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/topics'] });
    showDone(topic ? 'Saved' : 'The topic was added');
  };
  return (
    <FormDrawer
      isOpen
      title={topic ? `Change ${localized(topic.name, 'en')}` : 'Add a topic'}
      submitLabel={topic ? 'Save' : 'Add the topic'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <LocalizedField
        label="Name"
        description="People read it under mail: “No more mail about …”."
        withAsterisk
        isLine
        isFocused
        {...form.getInputProps('name')}
      />
      {topic && (
        <Switch
          label="In use"
          description="Put away, it is offered nowhere, and what people said about it stays."
          {...form.getInputProps('is_active', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
}
