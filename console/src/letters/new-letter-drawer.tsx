import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';

interface Values extends Record<string, unknown> {
  owner_id: string;
  title: string;
}

/** Starts a draft with its title and opens the editor. */
export function NewLetterDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      owner_id: chapter?.id ?? (chapters.length === 1 ? (chapters[0]?.id ?? '') : ''),
      title: '',
    },
    validate: { title: (title) => (title.trim() ? null : 'Give the campaign a title.') },
  });
  const save = async ({ owner_id, title }: Values) => {
    const { data } = await http.POST('/api/v1/letter-campaigns', {
      body: { owner_id, title: { en: title } },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/letter-campaigns'] });
    if (data) void navigate({ to: '/letters/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="New letter campaign"
      submitLabel="Write it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {chapters.length > 1 && (
        <Select
          label="Chapter"
          withAsterisk
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          key={form.key('owner_id')}
          {...form.getInputProps('owner_id')}
        />
      )}
      <TextInput
        label="Title"
        description="What officials are asked for, in a few words. English first; the other languages follow in the editor."
        withAsterisk
        data-autofocus
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
    </FormDrawer>
  );
}
