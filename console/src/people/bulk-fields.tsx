import { Autocomplete, Select, TextInput } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { api, type Schema } from '../api/client';
import { localized } from '../parts/localized';
import { StatusWarning } from './status-warning';
import { type Given, ValueInput } from './value-input';
import { languages } from './words';

export type Act = Schema<'BulkQuestion'>['act'];

export interface BulkValues extends Record<string, unknown> {
  act: Act;
  tag: string;
  language: string;
  field_id: string;
  value: Given;
  skill: string;
  training_id: string;
  done_on: string;
  reason: string;
}

const isText = (given: string): boolean => given.trim() !== '';

/** What of the form an act sends; undefined while something of it is missing. */
export function detailOf(values: BulkValues): Partial<Schema<'BulkQuestion'>> | undefined {
  const { act, tag, language, field_id, value, skill, training_id, done_on } = values;
  switch (act) {
    case 'add-tag':
    case 'remove-tag':
      return isText(tag) ? { tag: tag.trim() } : undefined;
    case 'set-language':
      return language === '' ? undefined : { language: language as 'en' | 'es' | 'pt' };
    case 'set-value':
      return field_id === '' ? undefined : { field_id, value: value === '' ? null : value };
    case 'add-skill':
    case 'remove-skill':
      return isText(skill) ? { skill: skill.trim() } : undefined;
    case 'add-training':
      return training_id === '' || done_on === '' ? undefined : { training_id, done_on };
    case 'unsubscribe':
      return {};
  }
}

interface BulkFieldsProps {
  ownerId: string;
  form: UseFormReturnType<BulkValues>;
}

/** What the chosen act needs to know. */
export function BulkFields({ ownerId, form }: BulkFieldsProps) {
  switch (form.values.act) {
    case 'add-tag':
    case 'remove-tag':
      return <TagField ownerId={ownerId} form={form} />;
    case 'set-language':
      return (
        <Select
          label="Language"
          withAsterisk
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('language')}
        />
      );
    case 'set-value':
      return <ValueFields ownerId={ownerId} form={form} />;
    case 'add-skill':
    case 'remove-skill':
      return (
        <>
          <TextInput label="Skill" withAsterisk maxLength={60} {...form.getInputProps('skill')} />
          <StatusWarning text={form.values.skill} />
        </>
      );
    case 'add-training':
      return <TrainingFields ownerId={ownerId} form={form} />;
    case 'unsubscribe':
      return null;
  }
}

function TagField({ ownerId, form }: BulkFieldsProps) {
  const tags = api.useQuery('get', '/api/v1/tags', { params: { query: { owner_id: ownerId } } });
  return (
    <>
      <Autocomplete
        label="Tag"
        withAsterisk
        data={[...new Set((tags.data?.data ?? []).map(({ name }) => name))]}
        {...form.getInputProps('tag')}
      />
      <StatusWarning text={form.values.tag} />
    </>
  );
}

function ValueFields({ ownerId, form }: BulkFieldsProps) {
  const found = api.useQuery('get', '/api/v1/person-fields', { params: { query: { owner_id: ownerId } } });
  const fields = (found.data?.data ?? []).filter(
    ({ is_active, sensitivity }) => is_active && sensitivity !== 'sealed',
  );
  const field = fields.find(({ id }) => id === form.values.field_id);
  return (
    <>
      <Select
        label="Field"
        withAsterisk
        data={fields.map(({ id, label }) => ({ value: id, label: localized(label, 'en') }))}
        value={form.values.field_id || null}
        onChange={(next) => form.setValues({ field_id: next ?? '', value: null })}
        error={form.errors['field_id']}
      />
      {field && (
        <>
          <ValueInput
            field={field}
            value={form.values.value}
            onChange={(value) => form.setFieldValue('value', value)}
            error={form.errors['value']}
          />
          <StatusWarning text={typeof form.values.value === 'string' ? form.values.value : ''} />
        </>
      )}
    </>
  );
}

function TrainingFields({ ownerId, form }: BulkFieldsProps) {
  const found = api.useQuery('get', '/api/v1/trainings', { params: { query: { owner_id: ownerId } } });
  return (
    <>
      <Select
        label="Training"
        withAsterisk
        data={(found.data?.data ?? [])
          .filter(({ is_active }) => is_active)
          .map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('training_id')}
      />
      <TextInput
        type="date"
        label="Done on"
        description="Who did it later keeps that day."
        withAsterisk
        {...form.getInputProps('done_on')}
      />
    </>
  );
}
