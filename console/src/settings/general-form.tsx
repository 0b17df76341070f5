import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { SettingsForm } from '../parts/settings-form';
import { type ChapterFormProps } from './chapter-screen';
import { languageOptions, timeZones } from './choices';

export function GeneralForm({ chapter, save }: ChapterFormProps) {
  const { name, territory, region, time_zone, languages, grants_network } = chapter;
  const form = useForm({ initialValues: { name, territory, region, time_zone, languages, grants_network } });
  return (
    <SettingsForm title="General" form={form} onSave={save}>
      <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
      <TextInput
        label="Territory"
        description="The city, county or region that it works in."
        withAsterisk
        {...form.getInputProps('territory')}
      />
      <TextInput label="State" {...form.getInputProps('region')} />
      <Select
        label="Time zone"
        description="Of its events and of the days in its reports."
        searchable
        allowDeselect={false}
        data={timeZones}
        {...form.getInputProps('time_zone')}
      />
      <MultiSelect
        label="Languages"
        description="Of its pages and mail."
        data={languageOptions}
        {...form.getInputProps('languages')}
      />
      <Switch
        label="The network’s staff may work with this chapter"
        description="They see and change what is the chapter’s. Off, the chapter keeps to itself."
        {...form.getInputProps('grants_network', { type: 'checkbox' })}
      />
    </SettingsForm>
  );
}
