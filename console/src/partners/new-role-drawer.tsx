import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type PartnerPartProps } from './partner-screen';
import { PersonSelect } from './person-select';
import { optionsOf, roles, type Role } from './words';

interface NewRoleDrawerProps extends Omit<PartnerPartProps, 'mayWrite'> {
  isOpen: boolean;
  onClose: () => void;
}

/** Gives a person of the chapter a role at the partner. */
export function NewRoleDrawer({ partner, onChanged, isOpen, onClose }: NewRoleDrawerProps) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { person_id: '', role: null as Role | null, title: '', starts_on: '' },
  });
  const save = async ({ role, starts_on, ...values }: ReturnType<typeof form.getValues>) => {
    const { data } = await http.POST('/api/v1/partners/{id}/roles', {
      params: { path: { id: partner.id } },
      // An unchosen role is refused by the server, which words it; without a day the role begins today.
      body: { ...values, role: role as Role, starts_on: starts_on || undefined },
    });
    if (data) onChanged(data);
    showDone('The role was added');
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title={`Add a person at ${partner.name}`}
      submitLabel="Add the role"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <PersonSelect
        label="Person"
        ownerId={partner.chapter_id}
        key={form.key('person_id')}
        {...form.getInputProps('person_id')}
      />
      <Select
        label="Role"
        withAsterisk
        data={optionsOf(roles)}
        key={form.key('role')}
        {...form.getInputProps('role')}
      />
      <TextInput
        label="Title there"
        placeholder="Director"
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
      <TextInput
        label="Since"
        description="Without a day, from today."
        type="date"
        key={form.key('starts_on')}
        {...form.getInputProps('starts_on')}
      />
    </FormDrawer>
  );
}
