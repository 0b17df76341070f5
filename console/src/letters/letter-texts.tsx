import { Badge, Code, Stack, Tabs, Text as Words, Textarea, TextInput, Title } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { languages, type LanguageCode } from '../parts/localized';
import { type EditorValues } from './editor-values';

interface LetterTextsProps {
  form: UseFormReturnType<EditorValues>;
  language: LanguageCode;
  onLanguage: (language: LanguageCode) => void;
  isFixed: boolean;
}

const FIELDS = ['title', 'introduction', 'subject', 'body'] as const;

/** How much of what English has this language has too. */
function shareWritten(values: EditorValues, language: LanguageCode): number {
  const wanted = FIELDS.filter((field) => values[field].en.trim());
  if (wanted.length === 0) return 0;
  return wanted.filter((field) => values[field][language].trim()).length / wanted.length;
}

/** The words of the page and of the letter, one tab a language. */
export function LetterTexts({ form, language, onLanguage, isFixed }: LetterTextsProps) {
  const input = (field: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(`${field}.${language}`),
    error: form.errors[`${field}.${language}`] ?? form.errors[field],
    readOnly: isFixed,
  });
  return (
    <>
      <Title order={2} mb="xs">
        Words
      </Title>
      <Tabs value={language} onChange={(next) => next && onLanguage(next as LanguageCode)} mb="md">
        <Tabs.List aria-label="Languages">
          {languages.map(({ code, name }) => (
            <Tabs.Tab key={code} value={code} lang={code}>
              {name}{' '}
              {code !== 'en' && (
                <Badge size="xs" variant="default">
                  {Math.round(100 * shareWritten(form.values, code))} %
                </Badge>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Stack gap="sm" lang={language}>
        <TextInput label="Title" description="Of the page." {...input('title')} />
        <Textarea
          label="Introduction"
          description="Beside the form: who decides, and why now. An empty line begins a paragraph."
          autosize
          minRows={3}
          maxRows={12}
          {...input('introduction')}
        />
        <TextInput
          label="Subject"
          description="Supporters start from it and may change it."
          {...input('subject')}
        />
        <Textarea
          label="Letter"
          description="The greeting, the writer's own words and their name and address are added."
          autosize
          minRows={8}
          maxRows={20}
          {...input('body')}
        />
        <Words size="sm" c="dimmed">
          May hold <Code>{'{{district}}'}</Code>, <Code>{'{{constituent.name}}'}</Code> and{' '}
          <Code>{'{{official.salutation}}'}</Code>, filled in for each official.
        </Words>
      </Stack>
    </>
  );
}
