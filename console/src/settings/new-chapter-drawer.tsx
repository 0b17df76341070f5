import { Fieldset, MultiSelect, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type LanguageCode } from '../parts/localized';
import { languageOptions, timeZones } from './choices';

const initialValues = {
  name: '',
  territory: '',
  region: '',
  time_zone: 'America/New_York',
  languages: ['en'] as LanguageCode[],
  administrator: { name: '', email: '' },
};

/** Adds a chapter, as planned, and invites whoever sets it up: the network itself stays outside. */
export function NewChapterDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues });
  const save = async (body: typeof initialValues) => {
    await http.POST('/api/v1/chapters', { body });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/chapters'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/session'] });
    showDone(`${body.name} was added. Its administrator has mail.`);
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Add a chapter"
      submitLabel="Add the chapter"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="As visitors read it, such as “CEASE Denver”."
        withAsterisk
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Territory"
        description="The city, county or region that it works in."
        withAsterisk
        key={form.key('territory')}
        {...form.getInputProps('territory')}
      />
      <TextInput label="State" placeholder="MA" key={form.key('region')} {...form.getInputProps('region')} />
      <Select
        label="Time zone"
        searchable
        allowDeselect={false}
        data={timeZones}
        key={form.key('time_zone')}
        {...form.getInputProps('time_zone')}
      />
      <MultiSelect
        label="Languages"
        description="Of its pages and mail."
        data={languageOptions}
        key={form.key('languages')}
        {...form.getInputProps('languages')}
      />
      <Fieldset legend="Its administrator">
        <Text size="sm" c="dimmed" mb="xs">
          Sets the chapter up and decides whether the network may work with it. Your own address, to run it
          yourself.
        </Text>
        <TextInput
          label="Name"
          withAsterisk
          autoComplete="off"
          key={form.key('administrator.name')}
          {...form.getInputProps('administrator.name')}
        />
        <TextInput
          mt="sm"
          type="email"
          label="Email address"
          description="An invitation goes there."
          withAsterisk
          autoComplete="off"
          key={form.key('administrator.email')}
          {...form.getInputProps('administrator.email')}
        />
      </Fieldset>
    </FormDrawer>
  );
}
