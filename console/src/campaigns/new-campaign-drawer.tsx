import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';

interface Values extends Record<string, unknown> {
  owner_id: string;
  title: string;
  ask: string;
}

/** Starts a draft with its title and opens it. */
export function NewCampaignDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const owners = ownersWith(useSession(), 'campaigns.write');
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ownChapter = owners.find(({ value }) => value === chapter?.id);
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { owner_id: (ownChapter ?? owners.at(-1))?.value ?? '', title: '', ask: '' },
    validate: { title: (title) => (title.trim() ? null : 'Give the campaign a title.') },
  });
  const save = async ({ owner_id, title, ask }: Values) => {
    const { data } = await http.POST('/api/v1/campaigns', {
      body: { owner_id, title: { en: title }, ask: { en: ask } },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/campaigns'] });
    if (data) void navigate({ to: '/campaigns/$id', params: { id: data.id }, search: { tab: 'content' } });
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="New campaign"
      submitLabel="Write it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {owners.length > 1 && (
        <Select
          label="Whose campaign"
          description="The network’s campaigns can be joined by every chapter."
          allowDeselect={false}
          data={owners}
          key={form.key('owner_id')}
          {...form.getInputProps('owner_id')}
        />
      )}
      <TextInput
        label="Title"
        description="The aim in a few words. English first; the other languages follow in the editor."
        withAsterisk
        data-autofocus
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
      <Textarea
        label="What it wants"
        description="A sentence or two; it can follow later."
        autosize
        minRows={2}
        key={form.key('ask')}
        {...form.getInputProps('ask')}
      />
    </FormDrawer>
  );
}
