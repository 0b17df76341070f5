import { Select, Switch, TagsInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { localized, type LocalizedText } from '../parts/localized';
import { LocalizedField } from '../parts/localized-field';
import { StatusWarning } from '../people/status-warning';
import { fieldTypes, type PersonField, sensitivities } from './words';

interface Values extends Record<string, unknown> {
  owner_id: string;
  label: LocalizedText;
  type: PersonField['type'];
  options: string[];
  is_required: boolean;
  sensitivity: PersonField['sensitivity'];
  is_active: boolean;
}

const listTypes: readonly string[] = ['one-of', 'many-of'];

interface FieldDrawerProps {
  field?: PersonField;
  /** Where a field is added on the way: for this organization, open to all its roles, and called this until renamed. */
  within?: { ownerId: string; name: string; onAdded: (field: PersonField) => void };
  onClose: () => void;
}

/** Defines a field, or changes one; what kind of value it takes is decided once. */
export function FieldDrawer({ field, within, onClose }: FieldDrawerProps) {
  const session = useSession();
  const { chapters } = session;
  const { chapter } = useChapter();
  const queries = useQueryClient();
  const form = useForm<Values>({
    initialValues: {
      owner_id: field?.owner_id ?? within?.ownerId ?? chapter?.id ?? chapters[0]?.id ?? '',
      label: field?.label ?? (within ? { en: within.name } : {}),
      type: field?.type ?? 'text',
      options: (field?.options ?? []).map(({ label }) => localized(label, 'en')),
      is_required: field?.is_required ?? false,
      sensitivity: field?.sensitivity ?? 'open',
      is_active: field?.is_active ?? true,
    },
  });
  const save = async ({ owner_id, type, options, ...values }: Values) => {
    const choices = listTypes.includes(type) ? options.map((name) => choiceOf(field, name)) : undefined;
    const body = { ...values, options: choices };
    if (field) await http.PATCH('/api/v1/person-fields/{id}', { params: { path: { id: field.id } }, body });
    else {
      const { data } = await http.POST('/api/v1/person-fields', { body: { ...body, owner_id, type } });
      if (data) within?.onAdded(data);
    }
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/person-fields'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments/fields'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/people/{id}/values'] });
    showDone(field ? 'Saved' : 'The field was added');
  };
  return (
    <FormDrawer
      isOpen
      title={field ? `Change ${localized(field.label, 'en')}` : 'Add a field'}
      submitLabel={field ? 'Save' : 'Add the field'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {!field && !within && chapters.length > 1 && (
        <Select
          label="Chapter"
          allowDeselect={false}
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('owner_id')}
        />
      )}
      <LocalizedField label="Name" withAsterisk isLine isFocused {...form.getInputProps('label')} />
      <StatusWarning text={[...Object.values(form.values.label), ...form.values.options].join('\n')} />
      <Select
        label="Takes"
        description={field && 'What it takes stays: people have values of it.'}
        disabled={Boolean(field)}
        allowDeselect={false}
        data={Object.entries(fieldTypes).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('type')}
      />
      {listTypes.includes(form.values.type) && (
        <TagsInput
          label="Choices"
          description="Type one and press Enter."
          withAsterisk
          {...form.getInputProps('options')}
        />
      )}
      <Switch
        label="Required"
        description="A record can only be saved with it."
        {...form.getInputProps('is_required', { type: 'checkbox' })}
      />
      {!within && can(session, 'people.restricted') && (
        <Select
          label="Who sees it"
          description={sensitivityNote(field?.sensitivity, form.values.sensitivity)}
          disabled={field?.sensitivity === 'sealed'}
          allowDeselect={false}
          data={Object.entries(sensitivities)
            .filter(([value]) => !field || field.sensitivity === 'sealed' || value !== 'sealed')
            .map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('sensitivity')}
        />
      )}
      {field && (
        <Switch
          label="Asked"
          description="Put away, it is no longer asked, and what it said stays in the records."
          {...form.getInputProps('is_active', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
}

/** What is sealed was never in the clear: that is decided when a field is made. */
function sensitivityNote(
  kept: PersonField['sensitivity'] | undefined,
  chosen: PersonField['sensitivity'],
): string {
  if (kept === 'sealed') return 'It was made sealed, and stays so.';
  return chosen === 'sealed'
    ? 'Encrypted, in no search and no segment. Every look at a value is logged. This cannot be changed later.'
    : 'A field can be sealed only when it is made.';
}

/** A choice that is there keeps its key and its other languages. */
function choiceOf(
  field: PersonField | undefined,
  name: string,
): PersonField['options'][number] | { label: LocalizedText } {
  const known = field?.options.find(({ label }) => localized(label, 'en') === name);
  return known ?? { label: { en: name } };
}
