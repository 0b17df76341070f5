import { Group, Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { addContact, changeContact, type ContactKind, type ContactValues } from './contact-calls';
import { contactStatuses, type Person } from './words';

const NOUNS: Record<ContactKind, string> = {
  email: 'an email address',
  phone: 'a phone number',
  address: 'an address',
};

/** An entry as it stands, for the form that changes it. */
export interface ContactEntry extends Partial<ContactValues> {
  id: string;
}

interface ContactDrawerProps {
  personId: string;
  kind: ContactKind;
  /** Without one, an entry is added. */
  entry?: ContactEntry;
  onChanged: (record: Person) => void;
  onClose: () => void;
}

const EMPTY: ContactValues = {
  address: '',
  number: '',
  label: '',
  street: '',
  city: '',
  state: '',
  zip: '',
  status: 'ok',
};

/** Adds a way to reach somebody, or changes one. */
export function ContactDrawer({ personId, kind, entry, onChanged, onClose }: ContactDrawerProps) {
  const form = useForm<ContactValues>({ mode: 'uncontrolled', initialValues: { ...EMPTY, ...entry } });
  const save = async (values: ContactValues) => {
    const { data } = entry
      ? await changeContact(personId, kind, entry.id, values, (field) => form.isDirty(field))
      : await addContact(personId, kind, values);
    if (data) onChanged(data);
    showDone(entry ? 'Saved' : 'Added');
  };
  return (
    <FormDrawer
      isOpen
      title={`${entry ? 'Change' : 'Add'} ${NOUNS[kind]}`}
      submitLabel={entry ? 'Save' : 'Add'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {kind === 'address' ? <AddressFields form={form} /> : <ReachFields form={form} kind={kind} />}
      <TextInput
        label="What kind"
        placeholder="home, work"
        key={form.key('label')}
        {...form.getInputProps('label')}
      />
      {entry && (
        <Select
          label="Does it work?"
          allowDeselect={false}
          data={contactStatuses(kind)}
          key={form.key('status')}
          {...form.getInputProps('status')}
        />
      )}
    </FormDrawer>
  );
}

function ReachFields({ form, kind }: { form: UseFormReturnType<ContactValues>; kind: 'email' | 'phone' }) {
  const field = kind === 'email' ? 'address' : 'number';
  return (
    <TextInput
      label={kind === 'email' ? 'Email' : 'Phone'}
      type={kind === 'email' ? 'email' : 'tel'}
      withAsterisk
      data-autofocus
      key={form.key(field)}
      {...form.getInputProps(field)}
    />
  );
}

function AddressFields({ form }: { form: UseFormReturnType<ContactValues> }) {
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
