import { Checkbox, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { useSender } from '../mailings/use-new-mailing';
import { FormDrawer } from '../parts/form-drawer';
import { useOccasions } from './use-occasions';
import { deeds, type Did, type Journey } from './words';

interface Values extends Record<string, unknown> {
  owner_id: string;
  name: string;
  did: Did;
  what_id: string;
  repeats: boolean;
}

interface TriggerDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  /** The one to change; a new one where there is none. */
  journey?: Journey;
  onChanged?: (journey: Journey) => void;
}

/** What a journey is called and what it begins with. */
export function TriggerDrawer({ isOpen, onClose, journey, onChanged }: TriggerDrawerProps) {
  const { chapters } = useSession();
  const sender = useSender();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mine = chapters.filter(({ permissions }) => permissions.includes('mailings.write'));
  const form = useForm<Values>({
    initialValues: {
      owner_id: journey?.owner_id ?? sender ?? '',
      name: journey?.name ?? '',
      did: journey?.did ?? 'signed',
      what_id: journey?.what_id ?? '',
      repeats: journey?.repeats ?? false,
    },
    validate: { name: (name) => (name.trim() ? null : 'Give the journey a name.') },
  });
  const { owner_id: ownerId, did } = form.values;
  const occasions = useOccasions(ownerId, did);
  const save = async ({ owner_id, name, did: deed, what_id, repeats }: Values) => {
    const what_title = occasions?.find(({ value }) => value === what_id)?.label ?? '';
    const content = { name, did: deed, what_id: what_id || null, what_title, repeats };
    if (journey) {
      const params = { path: { id: journey.id } };
      const { data } = await http.PATCH('/api/v1/journeys/{id}', { params, body: content });
      if (data) onChanged?.(data);
      return;
    }
    const { data } = await http.POST('/api/v1/journeys', { body: { owner_id, ...content, steps: [] } });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/journeys'] });
    if (data) void navigate({ to: '/journeys/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title={journey ? 'Name and beginning' : 'New journey'}
      submitLabel={journey ? 'Save' : 'Write its steps'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {!journey && mine.length > 1 && (
        <Select
          label="Chapter"
          description="Whose people it is for, and in whose name it mails."
          withAsterisk
          allowDeselect={false}
          data={mine.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('owner_id')}
        />
      )}
      <TextInput
        label="Name"
        description="For you and your colleagues."
        withAsterisk
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label="It begins when somebody …"
        withAsterisk
        allowDeselect={false}
        data={Object.entries(deeds).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('did')}
        onChange={(value) => form.setValues({ did: value as Did, what_id: '' })}
      />
      {occasions && (
        <Select
          label="Which one"
          placeholder="Any"
          clearable
          searchable
          data={occasions}
          value={form.values.what_id || null}
          onChange={(value) => form.setFieldValue('what_id', value ?? '')}
        />
      )}
      <Checkbox
        label="Begin again at every further deed"
        description="Without it, a person goes through it once."
        {...form.getInputProps('repeats', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
}
