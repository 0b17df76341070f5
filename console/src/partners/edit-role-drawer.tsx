import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type PartnerPartProps } from './partner-screen';
import { roles, type Holder } from './words';

interface EditRoleDrawerProps extends Omit<PartnerPartProps, 'mayWrite'> {
  holder: Holder;
  onClose: () => void;
}

/** Puts the title or the days of a role right; the role and who holds it are what they are. */
export function EditRoleDrawer({ partner, holder, onChanged, onClose }: EditRoleDrawerProps) {
  const { id: roleId, name, role, title, starts_on, ends_on } = holder;
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { title, starts_on, ends_on: ends_on ?? '' },
  });
  const save = async (values: ReturnType<typeof form.getValues>) => {
    const { data } = await http.PATCH('/api/v1/partners/{id}/roles/{roleId}', {
      params: { path: { id: partner.id, roleId } },
      body: {
        title: values.title,
        starts_on: values.starts_on || undefined,
        ends_on: values.ends_on || undefined,
      },
    });
    if (data) onChanged(data);
    showDone('Saved');
  };
  return (
    <FormDrawer
      isOpen
      title={`${name}, ${roles[role].toLowerCase()}`}
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Title there"
        data-autofocus
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
      <TextInput label="Since" type="date" key={form.key('starts_on')} {...form.getInputProps('starts_on')} />
      <TextInput
        label="Last day"
        description="Empty: it goes on."
        type="date"
        key={form.key('ends_on')}
        {...form.getInputProps('ends_on')}
      />
    </FormDrawer>
  );
}
