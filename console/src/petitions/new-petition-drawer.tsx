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
  addressed_to: string;
}

/** Starts a draft with its title and opens the editor. */
export function NewPetitionDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      owner_id: chapter?.id ?? (chapters.length === 1 ? (chapters[0]?.id ?? '') : ''),
      title: '',
      addressed_to: '',
    },
    validate: { title: (title) => (title.trim() ? null : 'Give the petition a title.') },
  });
  const save = async ({ owner_id, title, addressed_to }: Values) => {
    const { data } = await http.POST('/api/v1/petitions', {
      body: { owner_id, title: { en: title }, addressed_to: { en: addressed_to } },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/petitions'] });
    if (data) void navigate({ to: '/petitions/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="New petition"
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
        description="What should happen, in a few words. English first; the other languages follow in the editor."
        withAsterisk
        data-autofocus
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
      <TextInput
        label="Addressed to"
        placeholder="The Massachusetts Legislature"
        key={form.key('addressed_to')}
        {...form.getInputProps('addressed_to')}
      />
    </FormDrawer>
  );
}
