import { ColorInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { LocalizedField } from '../parts/localized-field';
import { SettingsForm } from '../parts/settings-form';
import { type ChapterFormProps } from './chapter-screen';
import { ColourPreview } from './colour-preview';

export function PageForm({ chapter, save }: ChapterFormProps) {
  const { colour, exit_url, languages } = chapter;
  const form = useForm({
    initialValues: {
      mission: chapter.mission,
      approach: chapter.approach,
      colour,
      exit_url,
    },
  });
  return (
    <SettingsForm title="Public page" form={form} onSave={save}>
      <LocalizedField label="Mission" codes={languages} {...form.getInputProps('mission')} />
      <LocalizedField
        label="How we address the problem"
        codes={languages}
        {...form.getInputProps('approach')}
      />
      <ColorInput
        label="Colour"
        description="Of headings, buttons and links. Pages adjust it until it can be read."
        format="hex"
        eyeDropperButtonProps={{ 'aria-label': 'Pick a colour from the screen' }}
        {...form.getInputProps('colour')}
      />
      <ColourPreview colour={form.values.colour} />
      <TextInput
        label="Exit address"
        description="Where “Leave this page” goes: something neutral, over https."
        type="url"
        {...form.getInputProps('exit_url')}
      />
    </SettingsForm>
  );
}
