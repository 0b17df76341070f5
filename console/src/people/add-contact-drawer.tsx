import { Group, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type Person } from './words';

export type ContactKind = 'email' | 'phone' | 'address';

const TITLES: Record<ContactKind, string> = {
  email: 'Add an email address',
  phone: 'Add a phone number',
  address: 'Add an address',
};

const EMPTY = { address: '', number: '', label: '', street: '', city: '', state: '', zip: '' };
type Values = typeof EMPTY;

interface AddContactProps {
  personId: string;
  kind: ContactKind;
  onChanged: (record: Person) => void;
  onClose: () => void;
}

export function AddContactDrawer({ personId, kind, onChanged, onClose }: AddContactProps) {
  const form = useForm<Values>({ mode: 'uncontrolled', initialValues: EMPTY });
  const save = async (values: Values) => {
    const { data } = await send(personId, kind, values);
    if (data) onChanged(data);
    showDone('Added');
  };
  return (
    <FormDrawer isOpen title={TITLES[kind]} submitLabel="Add" form={form} onSave={save} onClose={onClose}>
      {kind === 'address' ? <AddressFields form={form} /> : <ReachFields form={form} kind={kind} />}
    </FormDrawer>
  );
}

function send(id: string, kind: ContactKind, values: Values) {
  const params = { path: { id } };
  const { address, number, label, street, city, state, zip } = values;
  if (kind === 'email') return http.POST('/api/v1/people/{id}/emails', { params, body: { address, label } });
  if (kind === 'phone') return http.POST('/api/v1/people/{id}/phones', { params, body: { number, label } });
  return http.POST('/api/v1/people/{id}/addresses', { params, body: { street, city, state, zip } });
}

function ReachFields({ form, kind }: { form: UseFormReturnType<Values>; kind: 'email' | 'phone' }) {
  const field = kind === 'email' ? 'address' : 'number';
  return (
    <>
      <TextInput
        label={kind === 'email' ? 'Email' : 'Phone'}
        type={kind === 'email' ? 'email' : 'tel'}
        withAsterisk
        data-autofocus
        key={form.key(field)}
        {...form.getInputProps(field)}
      />
      <TextInput
        label="What kind"
        placeholder="home, work"
        key={form.key('label')}
        {...form.getInputProps('label')}
      />
    </>
  );
}

function AddressFields({ form }: { form: UseFormReturnType<Values> }) {
  return (
    <>
      <TextInput label="Street" data-autofocus key={form.key('street')} {...form.getInputProps('street')} />
      <TextInput label="City" key={form.key('city')} {...form.getInputProps('city')} />
      <Group grow align="flex-start">
        <TextInput label="State" placeholder="MA" key={form.key('state')} {...form.getInputProps('state')} />
        <TextInput
          label="ZIP code"
          withAsterisk
          inputMode="numeric"
          key={form.key('zip')}
          {...form.getInputProps('zip')}
        />
      </Group>
    </>
  );
}
