import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api, http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf } from '../partners/words';
import { type GroupPartProps } from './group-screen';
import { groupRoles, type Member } from './words';

const MOST_PARTNERS = 200;
const EMPTY = {
  kind: 'person' as 'person' | 'partner',
  partner_id: '',
  given_name: '',
  family_name: '',
  email: '',
  consent: '',
  role: 'member' as Member['role'],
  since: '',
};

/** Brings somebody in. A person becomes the group's own, whoever else knows them. */
export function NewMemberDrawer({
  group,
  onChanged,
  onClose,
}: Omit<GroupPartProps, 'mayWrite'> & { onClose: () => void }) {
  const form = useForm({ initialValues: EMPTY });
  const { kind } = form.values;
  const partners = api.useQuery(
    'get',
    '/api/v1/partners',
    { params: { query: { limit: MOST_PARTNERS } } },
    { enabled: kind === 'partner' },
  );
  const save = async ({ kind: chosen, partner_id, since, ...person }: typeof form.values) => {
    const who = chosen === 'partner' ? { partner_id, role: 'member' as const } : person;
    await http.POST('/api/v1/working-groups/{id}/members', {
      params: { path: { id: group.id } },
      body: { ...who, since: since || undefined },
    });
    await onChanged();
    showDone('Added to the group');
  };
  return (
    <FormDrawer isOpen title="Add a member" submitLabel="Add" form={form} onSave={save} onClose={onClose}>
      <SegmentedControl
        fullWidth
        aria-label="Kind of member"
        data={[
          { value: 'person', label: 'A person' },
          { value: 'partner', label: 'A partner' },
        ]}
        {...form.getInputProps('kind')}
      />
      {kind === 'partner' ? (
        <Select
          label="Partner"
          withAsterisk
          searchable
          data={(partners.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('partner_id')}
        />
      ) : (
        <>
          <TextInput label="Given name" withAsterisk {...form.getInputProps('given_name')} />
          <TextInput label="Family name" {...form.getInputProps('family_name')} />
          <TextInput label="Email" type="email" {...form.getInputProps('email')} />
          <TextInput
            label="How they agreed to the group’s mail"
            description="Without it they are not on the email list."
            placeholder="Said yes in the meeting of June 3"
            {...form.getInputProps('consent')}
          />
          <Select
            label="Role"
            allowDeselect={false}
            data={optionsOf(groupRoles)}
            {...form.getInputProps('role')}
          />
        </>
      )}
      <TextInput
        label="Since"
        type="date"
        description="Without a day, from today."
        {...form.getInputProps('since')}
      />
    </FormDrawer>
  );
}
