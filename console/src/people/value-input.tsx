import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode } from 'react';
import { type Schema } from '../api/client';
import { localized } from '../parts/localized';

type Value = Schema<'ValueResource'>;
export type Given = Value['value'];

interface ValueInputProps {
  field: Value['field'];
  value: Given;
  onChange: (value: Given) => void;
  error: ReactNode;
}

/** One field's value, by the type of the field. */
export function ValueInput({ field, value, onChange, error }: ValueInputProps) {
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
