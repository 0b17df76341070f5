import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useStoryActs } from './use-story-acts';
import { type Story } from './words';

/** Notes where else it was published, so that it can be taken down there. */
export function OutsideUseDrawer({ story, onClose }: { story: Story; onClose: () => void }) {
  const { refresh } = useStoryActs();
  const form = useForm({ initialValues: { place: '', url: '' } });
  const save = async (values: { place: string; url: string }) => {
    await http.POST('/api/v1/stories/{id}/uses', {
      params: { path: { id: story.id } },
      body: { kind: 'outside', ...values },
    });
    await refresh();
    showDone('Noted');
  };
  return (
    <FormDrawer
      isOpen
      title="Published elsewhere"
      submitLabel="Note it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Where"
        placeholder="Harbor News, our spring leaflet"
        withAsterisk
        data-autofocus
        {...form.getInputProps('place')}
      />
      <TextInput label="Address" type="url" placeholder="https://" {...form.getInputProps('url')} />
    </FormDrawer>
  );
}
