import { Group, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { languages, nameOf, type Person } from './words';

type Language = 'en' | 'es' | 'pt';

interface EditPersonProps {
  person: Person;
  onChanged: (record: Person) => void;
  onClose: () => void;
}

export function EditPersonDrawer({ person, onChanged, onClose }: EditPersonProps) {
  const { id, given_name, family_name, pronouns, no_tracking } = person;
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { given_name, family_name, pronouns, language: person.language as Language, no_tracking },
  });
  const save = async (body: ReturnType<typeof form.getValues>) => {
    const { data } = await http.PATCH('/api/v1/people/{id}', { params: { path: { id } }, body });
    if (data) onChanged(data);
    showDone('Saved');
  };
  return (
    <FormDrawer
      isOpen
      title={`Edit ${nameOf(person)}`}
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label="First name"
          data-autofocus
          key={form.key('given_name')}
          {...form.getInputProps('given_name')}
        />
        <TextInput label="Last name" key={form.key('family_name')} {...form.getInputProps('family_name')} />
      </Group>
      <TextInput
        label="Pronouns"
        placeholder="she/her"
        key={form.key('pronouns')}
        {...form.getInputProps('pronouns')}
      />
      <Select
        label="Language"
        description="Mail to them is written in it, where there is a text in it."
        allowDeselect={false}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        key={form.key('language')}
        {...form.getInputProps('language')}
      />
      <Switch
        label="Do not record their opens and clicks"
        key={form.key('no_tracking')}
        {...form.getInputProps('no_tracking', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
}
