import { Alert, Button, Card, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { http } from '../api/client';
import { useShortcut } from '../frame/shortcuts';
import { showDone } from '../frame/toasts';
import './petitions.css';
import { PetitionPreview } from './petition-preview';
import { PetitionSettings } from './petition-settings';
import { type PetitionPartProps } from './petition-screen';
import { PetitionTexts } from './petition-texts';
import { changesOf, valuesOf, type EditorValues } from './editor-values';
import { type Language } from './words';

/** The words and settings of a petition, with the public page as it would be beside them. */
export function PetitionEditor({ petition, mayWrite, onChanged }: PetitionPartProps) {
  const [language, setLanguage] = useState<Language>('en');
  const [general, setGeneral] = useState<string[]>([]);
  const form = useForm<EditorValues>({ mode: 'controlled', initialValues: valuesOf(petition) });
  const isFixed = !mayWrite || petition.state === 'delivered';
  const save = useMutation({
    mutationFn: (values: EditorValues) =>
      http.PATCH('/api/v1/petitions/{id}', {
        params: { path: { id: petition.id } },
        body: changesOf(values),
      }),
    onSuccess: ({ data }) => {
      if (!data) return;
      const isNewText = data.version > petition.version;
      onChanged(data);
      form.setInitialValues(valuesOf(data));
      form.setValues(valuesOf(data));
      showDone(isNewText ? `Saved as text ${data.version}; earlier signatures stay under theirs` : 'Saved');
    },
    onError: (cause) => {
      const sorted = sortErrors(asApiError(cause), Object.keys(form.values));
      form.setErrors(sorted.fields);
      setGeneral(sorted.general);
    },
  });
  const submit = form.onSubmit((values) => {
    setGeneral([]);
    if (!save.isPending) save.mutate(values);
  });
  useShortcut('mod+s', 'Save', submit, { group: 'Forms', enabled: !isFixed });
  useBlocker({
    shouldBlockFn: () => form.isDirty() && !window.confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => form.isDirty(),
  });
  return (
    <div className="beside-preview">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {general.length > 0 && (
            <Alert color="red" role="alert" title="Not saved">
              {general.join(' ')}
            </Alert>
          )}
          {petition.state === 'open' && petition.confirmed_count > 0 && !isFixed && (
            <Alert color="orange" p="sm">
              People have signed text {petition.version}. Other words in title, addressee or ask make a new
              text; the page will say that it was edited.
            </Alert>
          )}
          <Card>
            <PetitionTexts form={form} language={language} onLanguage={setLanguage} isFixed={isFixed} />
          </Card>
          <Card>
            <PetitionSettings form={form} isFixed={isFixed} ownerId={petition.owner_id} />
          </Card>
          {!isFixed && (
            <Group justify="flex-end" className="petition-save" data-is-dirty={form.isDirty() || undefined}>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      <PetitionPreview petitionId={petition.id} values={form.values} language={language} />
    </div>
  );
}
