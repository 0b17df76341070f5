import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { SettingsForm } from '../parts/settings-form';
import { type ChapterFormProps } from './chapter-screen';

export function MailForm({ chapter, save }: ChapterFormProps) {
  const form = useForm({
    initialValues: {
      from_name: chapter.from_name ?? '',
      from_address: chapter.from_address ?? '',
      reply_to: chapter.reply_to ?? '',
      postal_address: chapter.postal_address,
    },
  });
  return (
    <SettingsForm title="Mail" form={form} onSave={save}>
      <TextInput
        label="Sender name"
        placeholder={chapter.name}
        description="Without one, the chapter’s name."
        {...form.getInputProps('from_name')}
      />
      <TextInput
        label="Sender address"
        description="At a domain of your own: mail From Gmail, Yahoo or Outlook addresses is refused by the world. Without one, the network’s."
        type="email"
        {...form.getInputProps('from_address')}
      />
      <TextInput
        label="Answers go to"
        description="Any address that somebody reads. Without one, the sender."
        type="email"
        {...form.getInputProps('reply_to')}
      />
      <Textarea
        label="Postal address"
        description="Under every mail (CAN-SPAM). Without one, the network’s."
        autosize
        minRows={2}
        {...form.getInputProps('postal_address')}
      />
    </SettingsForm>
  );
}
