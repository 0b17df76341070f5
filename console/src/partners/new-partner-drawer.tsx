import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf, sectors, type Sector } from './words';

interface Values extends Record<string, unknown> {
  chapter_id: string;
  name: string;
  sector: Sector | null;
  website: string;
  description: string;
}

/** Adds a partner as a prospect, and opens its record. */
export function NewPartnerDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      chapter_id: chapter?.id ?? (chapters.length === 1 ? (chapters[0]?.id ?? '') : ''),
      name: '',
      sector: null,
      website: '',
      description: '',
    },
  });
  const save = async ({ sector, ...values }: Values) => {
    const { data } = await http.POST('/api/v1/partners', {
      // An unchosen sector is refused by the server, which words it.
      body: { ...values, sector: sector as Sector },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners'] });
    showDone(`${values.name} was added`);
    if (data) void navigate({ to: '/partners/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Add a partner"
      submitLabel="Add the partner"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        withAsterisk
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      {chapters.length > 1 && (
        <Select
          label="Chapter"
          withAsterisk
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          key={form.key('chapter_id')}
          {...form.getInputProps('chapter_id')}
        />
      )}
      <Select
        label="Sector"
        withAsterisk
        data={optionsOf(sectors)}
        key={form.key('sector')}
        {...form.getInputProps('sector')}
      />
      <TextInput
        label="Website"
        placeholder="https://"
        type="url"
        key={form.key('website')}
        {...form.getInputProps('website')}
      />
      <Textarea
        label="What they do"
        autosize
        minRows={3}
        key={form.key('description')}
        {...form.getInputProps('description')}
      />
    </FormDrawer>
  );
}
