import { Button, Group, Menu, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Schema } from '../api/client';
import { MailEditor } from './mail-editor';
import { type Draft } from './use-draft';
import { type Language, languages, optionsOf } from './words';

type Translation = Schema<'TranslationForm'>;
type Texts = Omit<Translation, 'language'>;

/** What is written in one language or more: a mailing, or a template of one. */
type Written = Pick<Draft, 'language' | 'subject' | 'preview_text' | 'body' | 'translations'>;

interface LanguageTextsProps {
  /** Whose it is. */
  ownerId: string;
  draft: Written;
  /** Of the text that is written just now. */
  shown: Language;
  errors: Record<string, string>;
  onShow: (language: Language) => void;
  onChange: (changes: Partial<Written>) => void;
}

/** Subject, preview text and message, in its own language and in those that were added. */
export function LanguageTexts({ ownerId, draft, shown, errors, onShow, onChange }: LanguageTextsProps) {
  const { language: own, translations } = draft;
  const at = translations.findIndex(({ language }) => language === shown);
  const texts: Texts = translations[at] ?? draft;
  const missing = optionsOf(languages).filter(
    ({ value }) => value !== own && translations.every(({ language }) => language !== value),
  );
  const add = (language: Language) => {
    const { subject, preview_text, body } = draft;
    onChange({ translations: [...translations, { language, subject, preview_text, body }] });
    onShow(language);
  };
  const change = (changes: Partial<Texts>) =>
    onChange(
      at < 0
        ? changes
        : {
            translations: translations.map((each, place) => (place === at ? { ...each, ...changes } : each)),
          },
    );
  const remove = () => {
    onChange({ translations: translations.filter((_, place) => place !== at) });
    onShow(own);
  };
  const fields = (
    <Stack gap="sm">
      <TextInput
        label="Subject"
        maxLength={300}
        lang={shown}
        value={texts.subject}
        error={errors[at < 0 ? 'subject' : `translations.${at}.subject`]}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <TextInput
        label="Preview text"
        description="Inboxes show it after the subject; it also stands at the top of the mail."
        maxLength={300}
        lang={shown}
        value={texts.preview_text}
        error={errors[at < 0 ? 'preview_text' : `translations.${at}.preview_text`]}
        onChange={(event) => change({ preview_text: event.currentTarget.value })}
      />
      <MailEditor
        key={at < 0 ? 'own' : shown}
        ownerId={ownerId}
        body={texts.body}
        onChange={(body) => change({ body })}
      />
      {at >= 0 && (
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            For people who read {languages[shown]}. It begins as a copy of the text in {languages[own]}.
          </Text>
          <Button variant="subtle" size="compact-sm" color="red" onClick={remove}>
            Take the text in {languages[shown]} away
          </Button>
        </Group>
      )}
    </Stack>
  );
  const more = missing.length > 0 && (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />}>
          Write it in another language
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {missing.map(({ value, label }) => (
          <Menu.Item key={value} lang={value} onClick={() => add(value)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  if (translations.length === 0)
    return (
      <Stack gap="sm">
        {fields}
        <Group>{more}</Group>
      </Stack>
    );
  return (
    <Tabs value={at < 0 ? own : shown} onChange={(value) => value && onShow(value as Language)}>
      <Tabs.List aria-label="Languages">
        {[own, ...translations.map(({ language }) => language)].map((language) => (
          <Tabs.Tab key={language} value={language} lang={language}>
            {languages[language]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={at < 0 ? own : shown} pt="sm">
        {fields}
        <Group mt="xs">{more}</Group>
      </Tabs.Panel>
    </Tabs>
  );
}
