import { Badge, Stack, Tabs, Textarea, TextInput, Title } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { type EditorValues } from './editor-values';
import { languages, type Language } from './words';

interface PetitionTextsProps {
  form: UseFormReturnType<EditorValues>;
  language: Language;
  onLanguage: (language: Language) => void;
  isFixed: boolean;
}

const FIELDS = ['title', 'addressed_to', 'ask', 'background', 'thanks'] as const;

/** How much of what English has this language has too. */
function shareWritten(values: EditorValues, language: Language): number {
  const wanted = FIELDS.filter((field) => values[field].en.trim());
  if (wanted.length === 0) return 0;
  return wanted.filter((field) => values[field][language].trim()).length / wanted.length;
}

/** The words, one tab a language; what a language lacks is shown in English. */
export function PetitionTexts({ form, language, onLanguage, isFixed }: PetitionTextsProps) {
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
      <Tabs value={language} onChange={(next) => next && onLanguage(next as Language)} mb="md">
        <Tabs.List aria-label="Languages">
          {languages.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value} lang={value}>
              {label}{' '}
              {value !== 'en' && (
                <Badge size="xs" variant="default">
                  {Math.round(100 * shareWritten(form.values, value))} %
                </Badge>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Stack gap="sm" lang={language}>
        <TextInput label="Title" description="What should happen, in a few words." {...input('title')} />
        <TextInput
          label="Addressed to"
          placeholder="The Massachusetts Legislature"
          {...input('addressed_to')}
        />
        <Textarea
          label="The ask"
          description="What people sign. An empty line begins a paragraph."
          autosize
          minRows={4}
          maxRows={14}
          {...input('ask')}
        />
        <Textarea
          label="Why it matters"
          description="Stands below the form; not part of what is signed."
          autosize
          minRows={3}
          maxRows={14}
          {...input('background')}
        />
        <Textarea
          label="Your thanks"
          description="On the thank-you page and in its mail."
          autosize
          minRows={2}
          maxRows={8}
          {...input('thanks')}
        />
      </Stack>
    </>
  );
}
