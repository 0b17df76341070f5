import { Alert } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client';
import { type LanguageCode, type LocalizedText } from '../parts/localized';
import { LocalizedField } from '../parts/localized-field';
import { PagePreview } from '../parts/page-preview';
import { SettingsForm } from '../parts/settings-form';
import { type CampaignPartProps } from './campaign-screen';
import { type Campaign } from './words';

interface Values extends Record<string, unknown> {
  title: LocalizedText;
  ask: LocalizedText;
  goal: LocalizedText;
  background: LocalizedText;
  outcome: LocalizedText;
}

const valuesOf = ({ title, ask, goal, background, outcome }: Campaign): Values => ({
  ...{ title, ask, goal, background, outcome },
});

/** What the campaign's page says, with the page as it would be beside it. */
export function CampaignEditor({ campaign, onChanged }: CampaignPartProps) {
  const [language, setLanguage] = useState<LanguageCode>('en');
  const form = useForm<Values>({ initialValues: valuesOf(campaign) });
  const params = { path: { id: campaign.id } };
  const save = async (body: Values) => {
    const { data } = await http.PATCH('/api/v1/campaigns/{id}', { params, body });
    if (data) onChanged(data);
  };
  const render = async (body: Values, signal: AbortSignal) => {
    const given = { params, body: { ...body, language }, signal };
    const { data } = await http.POST('/api/v1/campaigns/{id}/preview', given);
    return data?.html;
  };
  useBlocker({
    shouldBlockFn: () => form.isDirty() && !window.confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => form.isDirty(),
  });
  const text = (name: keyof Values & string) => ({ ...form.getInputProps(name), onLanguage: setLanguage });
  const preview = (
    <PagePreview of={`campaign-${campaign.id}`} values={form.values} language={language} render={render} />
  );
  if (!campaign.is_writable)
    return (
      <div className="beside-preview">
        <Alert color="gray" title={`A campaign of ${campaign.owner_name}`}>
          Its words are theirs. You can hang your own petitions, events and letters on it.
        </Alert>
        {preview}
      </div>
    );
  return (
    <div className="beside-preview">
      <SettingsForm title="Words" form={form} onSave={save}>
        <LocalizedField label="Title" isLine withAsterisk {...text('title')} />
        <LocalizedField
          label="What it wants"
          description="A sentence or two, at the top of the page and in lists."
          minRows={2}
          {...text('ask')}
        />
        <LocalizedField
          label="We have reached it when"
          description="How everybody will know. Goes on from these words."
          minRows={2}
          {...text('goal')}
        />
        <LocalizedField
          label="Why"
          description="An empty line begins a new paragraph."
          minRows={4}
          {...text('background')}
        />
        {campaign.state === 'ended' && (
          <LocalizedField label="What came of it" minRows={3} {...text('outcome')} />
        )}
      </SettingsForm>
      {preview}
    </div>
  );
}
