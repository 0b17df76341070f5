import { Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { TopicSelect } from '../parts/topics';
import { MailEditor } from './mail-editor';
import { type Draft } from './use-draft';
import { languages, optionsOf } from './words';

interface MessageSectionProps {
  draft: Draft;
  senderName: string;
  senderAddress: string;
  errors: Record<string, string>;
  onChange: (changes: Partial<Draft>) => void;
}

/** Step 2: what it says, and as whom. */
export function MessageSection({ draft, senderName, senderAddress, errors, onChange }: MessageSectionProps) {
  const text = (key: 'name' | 'from_name' | 'reply_to' | 'subject' | 'preview_text') => ({
    value: draft[key],
    error: errors[key],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <TextInput
          label="From"
          description={`${senderAddress}`}
          placeholder={senderName}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...text('from_name')}
        />
        <TextInput
          label="Answers go to"
          type="email"
          placeholder="The chapter’s own address"
          {...text('reply_to')}
        />
        <Select
          label="Language"
          data={optionsOf(languages)}
          value={draft.language}
          onChange={(value) => value && onChange({ language: value })}
          allowDeselect={false}
        />
      </SimpleGrid>
      <TextInput label="Subject" maxLength={300} {...text('subject')} />
      <TextInput
        label="Preview text"
        description="Inboxes show it after the subject; it also stands at the top of the mail."
        maxLength={300}
        {...text('preview_text')}
      />
      <MailEditor body={draft.body} onChange={(body) => onChange({ body })} />
      <Switch
        label="Count opens and clicks"
        description="People who asked not to be tracked never are."
        checked={draft.is_tracked}
        onChange={(event) => onChange({ is_tracked: event.currentTarget.checked })}
      />
      <TopicSelect
        label="About"
        description="It leaves out who asked for no mail about that, and offers to leave the topic alone."
        none="Nothing in particular"
        value={draft.topic_id}
        error={errors['topic_id']}
        onChange={(topic_id) => onChange({ topic_id })}
      />
      <Switch
        label="Urgent"
        description="Also goes to people who asked for urgent mail only. They will notice when it is not."
        checked={draft.is_urgent}
        onChange={(event) => onChange({ is_urgent: event.currentTarget.checked })}
      />
    </Stack>
  );
}
