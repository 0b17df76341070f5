import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http, type Schema } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type Given, ValueInput } from './value-input';

type Value = Schema<'ValueResource'>;

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
