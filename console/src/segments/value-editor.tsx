import { TagsInput, TextInput } from '@mantine/core';
import { type EditorProps } from './condition-editor';
import { One, SIZE } from './inputs';
import { type ConditionOf, optionsOf, valueTests } from './words';

/** An answer to a field of the organization's own. */
export function ValueEditor({ condition, fields, onChange }: EditorProps<ConditionOf<'value'>>) {
  const field = fields.fields.find(({ id }) => id === condition.field_id);
  return (
    <>
      <One
        label="Field"
        data={fields.fields.map(({ id, label }) => ({ value: id, label }))}
        value={condition.field_id}
        onChange={(field_id) => onChange({ ...condition, field_id })}
      />
      <One
        label="How it is compared"
        data={optionsOf(valueTests)}
        value={condition.test}
        onChange={(test) => onChange({ ...condition, test: test as typeof condition.test })}
      />
      {condition.test === 'any-of' && (
        <TagsInput
          {...SIZE}
          aria-label="Answers, Enter after each"
          placeholder="Answers, Enter after each"
          value={condition.any_of ?? []}
          onChange={(any_of) => onChange({ ...condition, any_of })}
          acceptValueOnBlur
        />
      )}
      {condition.test !== 'any-of' && condition.test !== 'is-set' && (
        <TextInput
          {...SIZE}
          type={field?.type === 'date' ? 'date' : 'text'}
          aria-label="Compared with"
          placeholder={field?.type === 'yes-no' ? 'yes or no' : 'Compared with'}
          value={condition.value ?? ''}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
        />
      )}
    </>
  );
}
