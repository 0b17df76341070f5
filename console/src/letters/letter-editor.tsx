import './letters.css';
import { Alert, Button, Card, Group, Stack, Switch, Title } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { CampaignSelect } from '../campaigns/campaign-select';
import { useShortcut } from '../frame/shortcuts';
import { showDone } from '../frame/toasts';
import { type LanguageCode } from '../parts/localized';
import { changesOf, valuesOf, type EditorValues } from './editor-values';
import { type LetterPartProps } from './letter-screen';
import { LetterTexts } from './letter-texts';
import { TargetPicker } from './target-picker';

/** The words of a campaign, whom it writes to, and how. */
export function LetterEditor({ campaign, mayWrite, onChanged }: LetterPartProps) {
  const [language, setLanguage] = useState<LanguageCode>('en');
  const [general, setGeneral] = useState<string[]>([]);
  const form = useForm<EditorValues>({ mode: 'controlled', initialValues: valuesOf(campaign) });
  const save = useMutation({
    mutationFn: (values: EditorValues) =>
      http.PATCH('/api/v1/letter-campaigns/{id}', {
        params: { path: { id: campaign.id } },
        body: changesOf(values),
      }),
    onSuccess: ({ data }) => {
      if (!data) return;
      const isNewText = data.version > campaign.version && campaign.version > 0;
      onChanged(data);
      form.setInitialValues(valuesOf(data));
      form.setValues(valuesOf(data));
      showDone(isNewText ? `Saved as text ${data.version}; earlier letters keep theirs` : 'Saved');
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
  const isFixed = !mayWrite;
  useShortcut('mod+s', 'Save', submit, { group: 'Forms', enabled: mayWrite });
  useBlocker({
    shouldBlockFn: () => form.isDirty() && !window.confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => form.isDirty(),
  });
  return (
    <form onSubmit={submit} noValidate>
      {general.length > 0 && (
        <Alert color="red" role="alert" title="Not saved" mb="md">
          {general.join(' ')}
        </Alert>
      )}
      <div className="letter-editor">
        <Card>
          <LetterTexts form={form} language={language} onLanguage={setLanguage} isFixed={isFixed} />
        </Card>
        <Stack gap="md">
          <Card>
            <TargetPicker form={form} names={campaign.target_names} isFixed={isFixed} />
          </Card>
          <Card>
            <Title order={2} mb="xs">
              Settings
            </Title>
            <Stack gap="sm">
              <Switch
                label="Ask everybody for a sentence of their own"
                description="Officials answer letters in a person's own words."
                disabled={isFixed}
                {...form.getInputProps('is_story_required', { type: 'checkbox' })}
              />
              <Switch
                label="Test mode"
                description="Every letter goes to your chapter's own address, and none to an official."
                disabled={isFixed}
                {...form.getInputProps('is_test_mode', { type: 'checkbox' })}
              />
              <CampaignSelect
                ownerId={campaign.owner_id}
                readOnly={isFixed}
                {...form.getInputProps('campaign_id')}
              />
              <DateTimePicker
                label="Closes"
                description="In your own time zone. Empty: when you close it."
                placeholder="No closing time"
                clearable
                readOnly={isFixed}
                valueFormat="ddd, MMM D, YYYY h:mm A"
                {...form.getInputProps('closes_at')}
              />
            </Stack>
          </Card>
        </Stack>
      </div>
      {mayWrite && form.isDirty() && (
        <Group justify="flex-end" className="letter-save">
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      )}
    </form>
  );
}
