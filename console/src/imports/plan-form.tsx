import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { FieldDrawer } from '../settings/field-drawer';
import { ColumnsSection } from './columns-section';
import { ConsentSection } from './consent-section';
import { FormatSection } from './format-section';
import { type PlanValues, sentPlan, valuesOf } from './plan-values';
import { RulesSection } from './rules-section';
import { type Import } from './words';

interface PlanFormProps {
  it: Import;
  refresh: () => Promise<void>;
}

/** What staff decide before anything is imported: columns, rules, consent. Its button tries every row. */
export function PlanForm({ it, refresh }: PlanFormProps) {
  const [general, setGeneral] = useState<string[]>([]);
  const [newFieldOf, askNewField] = useState<number | null>(null);
  const form = useForm<PlanValues>({
    mode: 'controlled',
    initialValues: valuesOf(it),
    validate: {
      consent_text: (text, { has_consent }) =>
        has_consent === 'yes' && text.trim().length < 10
          ? 'Say where and how they agreed, so that somebody else understands it.'
          : null,
      has_consent: (value) => (value === '' ? 'Say whether they agreed to be written to.' : null),
    },
  });
  const check = useMutation({
    mutationFn: async (values: PlanValues) => {
      const params = { path: { id: it.id } };
      await http.PATCH('/api/v1/imports/{id}', { params, body: sentPlan(values) });
      await http.POST('/api/v1/imports/{id}/dry-run', { params });
    },
    onSuccess: refresh,
    onError: (cause) => {
      const { fields, general: others } = sortErrors(asApiError(cause), Object.keys(form.getValues()));
      form.setErrors(fields);
      setGeneral([...others, ...Object.values(fields)]);
    },
  });
  return (
    <>
      <form
        noValidate
        aria-label="How to import"
        onSubmit={form.onSubmit((values) => {
          setGeneral([]);
          check.mutate(values);
        })}
      >
        <Stack gap="lg">
          <FormatSection it={it} refresh={refresh} />
          <ColumnsSection it={it} form={form} onNewField={askNewField} />
          <RulesSection form={form} />
          <ConsentSection form={form} />
          {general.length > 0 && (
            <Alert color="red" role="alert" title="Not saved">
              {general.join(' ')}
            </Alert>
          )}
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              Nothing is imported yet: every row is tried first.
            </Text>
            <Button type="submit" loading={check.isPending}>
              {it.state === 'checked' ? 'Check every row again' : 'Check every row'}
            </Button>
          </Group>
        </Stack>
      </form>
      {/* Outside the form: what a drawer sends would be sent by the form around it as well. */}
      {newFieldOf !== null && (
        <FieldDrawer
          within={{
            ownerId: it.owner_id,
            name: it.columns[newFieldOf]!.heading,
            onAdded: ({ id }) => form.setFieldValue(`mapping.${newFieldOf}`, { is: 'field', field_id: id }),
          }}
          onClose={() => askNewField(null)}
        />
      )}
    </>
  );
}
