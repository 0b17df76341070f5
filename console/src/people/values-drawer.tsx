import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { http, type Schema } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { localized } from '../parts/localized';

type Value = Schema<'ValueResource'>;
type Given = Value['value'];

interface ValuesDrawerProps {
  personId: string;
  values: Value[];
  onClose: () => void;
}

/** All fields of a person at once; each is checked on the server by its type. */
export function ValuesDrawer({ personId, values, onClose }: ValuesDrawerProps) {
  const queries = useQueryClient();
  const form = useForm<{ values: Record<string, Given> }>({
    initialValues: { values: Object.fromEntries(values.map(({ field, value }) => [field.id, value])) },
  });
  const save = async (given: { values: Record<string, Given> }) => {
    await http.PUT('/api/v1/people/{id}/values', {
      params: { path: { id: personId } },
      body: {
        values: Object.entries(given.values).map(([field_id, value]) => ({
          field_id,
          value: value === '' ? null : value,
        })),
      },
    });
    await Promise.all(
      ['values', 'sealed-values'].map((what) =>
        queries.invalidateQueries({ queryKey: ['get', `/api/v1/people/{id}/${what}`] }),
      ),
    );
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/people/{id}/timeline'] });
    showDone('Saved');
  };
  return (
    <FormDrawer isOpen title="More about them" submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      {values.map(({ field }) => (
        <ValueInput
          key={field.id}
          field={field}
          value={form.values.values[field.id] ?? null}
          onChange={(value) => form.setFieldValue(`values.${field.id}`, value)}
          error={form.errors[`values.${field.id}`]}
        />
      ))}
    </FormDrawer>
  );
}

interface ValueInputProps {
  field: Value['field'];
  value: Given;
  onChange: (value: Given) => void;
  error: ReactNode;
}

function ValueInput({ field, value, onChange, error }: ValueInputProps) {
  const named = { label: localized(field.label, 'en'), withAsterisk: field.is_required, error };
  const choices = field.options.map(({ key, label }) => ({ value: key, label: localized(label, 'en') }));
  switch (field.type) {
    case 'text':
      return (
        <Textarea
          {...named}
          autosize
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...named}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      );
    case 'date':
      return (
        <TextInput
          {...named}
          type="date"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'yes-no':
      return (
        <Select
          {...named}
          clearable
          data={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(next) => onChange(next === null ? null : next === 'yes')}
        />
      );
    case 'one-of':
      return (
        <Select
          {...named}
          clearable
          data={choices}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'many-of':
      return (
        <MultiSelect
          {...named}
          data={choices}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
  }
}
