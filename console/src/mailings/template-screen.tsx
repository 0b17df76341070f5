import { Button, Card, Group, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { useShortcut } from '../frame/shortcuts';
import { showDone, showFailure } from '../frame/toasts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { LanguageTexts } from './language-texts';
import { languages, optionsOf } from './words';

type Template = Schema<'TemplateResource'>;

/** Edits one template. */
export function TemplateScreen() {
  const { id } = useParams({ from: '/templates/$id' });
  const query = api.useQuery('get', '/api/v1/templates/{id}', {
    params: { path: { id } },
  });
  if (query.isLoadingError)
    return (
      <LoadFailure
        error={query.error}
        onRetry={() => void query.refetch()}
        what="The template"
        headingOrder={1}
      />
    );
  if (!query.data) return <Skeleton h={400} aria-busy />;
  return <TemplateForm key={id} template={query.data} />;
}

function TemplateForm({ template }: { template: Template }) {
  const queries = useQueryClient();
  const { name, language, subject, preview_text, body, translations } = template;
  const [shown, setShown] = useState(language);
  const form = useForm({
    mode: 'controlled',
    initialValues: { name, language, subject, preview_text, body, translations },
  });
  const save = useMutation({
    mutationFn: async () =>
      http.PATCH('/api/v1/templates/{id}', {
        params: { path: { id: template.id } },
        body: form.getValues(),
      }),
    onSuccess: async () => {
      form.resetDirty();
      showDone('Saved');
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/templates'] });
    },
    onError: (cause) => {
      const { fields, general } = sortErrors(asApiError(cause), Object.keys(form.getValues()));
      form.setErrors(fields);
      if (general.length > 0) showFailure(cause);
    },
  });
  useShortcut('mod+s', 'Save', () => save.mutate(), { group: 'Forms' });
  return (
    <>
      <PageHeader
        title={form.getValues().name || 'Untitled template'}
        back={{ label: 'Templates', to: '/templates' }}
        detail={form.isDirty() ? 'Not saved yet' : undefined}
        actions={
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        }
      />
      <Card maw={860}>
        <Stack gap="sm">
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput label="Name" withAsterisk miw={220} {...form.getInputProps('name')} />
            <Select
              label="Language"
              data={optionsOf(languages).filter(({ value }) =>
                form.getValues().translations.every((each) => each.language !== value),
              )}
              value={form.getValues().language}
              onChange={(value) => {
                if (!value) return;
                form.setFieldValue('language', value);
                setShown(value);
              }}
              allowDeselect={false}
              miw={140}
            />
          </Group>
          <LanguageTexts
            ownerId={template.owner_id}
            draft={form.getValues()}
            shown={shown}
            errors={form.errors as Record<string, string>}
            onShow={setShown}
            onChange={(changes) => form.setValues(changes)}
          />
        </Stack>
      </Card>
    </>
  );
}
