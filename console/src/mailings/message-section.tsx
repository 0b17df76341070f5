import { Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { TopicSelect } from '../parts/topics';
import { LanguageTexts } from './language-texts';
import { type Draft } from './use-draft';
import { type Language, languages, optionsOf } from './words';

interface MessageSectionProps {
  ownerId: string;
  draft: Draft;
  senderName: string;
  senderAddress: string;
  errors: Record<string, string>;
  /** Of the text that is written just now. */
  shownLanguage: Language;
  onShowLanguage: (language: Language) => void;
  onChange: (changes: Partial<Draft>) => void;
}

/** Step 2: what it says, and as whom. */
export function MessageSection({
  ownerId,
  draft,
  senderName,
  senderAddress,
  errors,
  shownLanguage,
  onShowLanguage,
  onChange,
}: MessageSectionProps) {
  const isTranslated = (language: Language) => draft.translations.some((each) => each.language === language);
  const text = (key: 'from_name' | 'reply_to') => ({
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
          data={optionsOf(languages).filter(({ value }) => !isTranslated(value))}
          value={draft.language}
          onChange={(value) => {
            if (!value) return;
            onChange({ language: value });
            onShowLanguage(value);
          }}
          allowDeselect={false}
        />
      </SimpleGrid>
      <LanguageTexts
        ownerId={ownerId}
        draft={draft}
        shown={shownLanguage}
        errors={errors}
        onShow={onShowLanguage}
        onChange={onChange}
      />
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
