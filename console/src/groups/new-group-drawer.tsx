import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { FormDrawer } from '../parts/form-drawer';

/** Founds a group. The session is asked anew, because whoever founds it holds a role in it from then on. */
export function NewGroupDrawer({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const groups = session.scopes.filter(({ kind }) => kind === 'working-group').map(({ id }) => id);
  const owners = ownersWith(session, 'staff.manage').filter(({ value }) => !groups.includes(value));
  const form = useForm({
    initialValues: { parent_id: owners[0]?.value ?? '', name: '', charter: '' },
  });
  const save = async (body: typeof form.values) => {
    const { data } = await http.POST('/api/v1/working-groups', { body });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/session'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/working-groups'] });
    if (data) void navigate({ to: '/partners/groups/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen
      title="Found a working group"
      submitLabel="Found it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps('name')} />
      {owners.length > 1 && (
        <Select
          label="Of"
          description="It speaks for the group in mail, and sees nothing of it."
          allowDeselect={false}
          data={owners}
          {...form.getInputProps('parent_id')}
        />
      )}
      <Textarea
        label="Charter"
        description="What the group is for, and what it may decide."
        autosize
        minRows={4}
        {...form.getInputProps('charter')}
      />
    </FormDrawer>
  );
}
