import { Anchor, Button, Group, Select, Stack, Text } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { languages } from '../mailings/words';

type Rule = Schema<'SunsetRuleResource'>;
type Text = Rule['standard_texts'][number];
interface Values {
  templates: Rule['templates'];
}

interface WinBackTextsProps<Form extends Values> {
  rule: Rule;
  form: UseFormReturnType<Form>;
}

/** What people are asked in each language: the standard text, or a template that staff edit like any other. */
export function WinBackTexts<Form extends Values>({ rule, form }: WinBackTextsProps<Form>) {
  const list = api.useQuery('get', '/api/v1/templates');
  const templates = (list.data?.data ?? []).filter(({ owner_id }) => owner_id === rule.organization_id);
  const queries = useQueryClient();
  const choose = (language: Text['language'], id: string | null) =>
    form.setFieldValue(`templates.${language}`, id as never);
  const copy = useMutation({
    mutationFn: async ({ language, subject, preview_text, body }: Text) => {
      const name = `Do you still want our mail? (${languages[language]})`;
      const content = { name, language, subject, preview_text, body };
      return (await http.POST('/api/v1/templates', { body: { owner_id: rule.organization_id, ...content } }))
        .data;
    },
    onSuccess: async (made, { language }) => {
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/templates'] });
      if (made) choose(language, made.id);
    },
  });
  return (
    <Stack gap="sm">
      {rule.standard_texts.map((text) => {
        const chosen = form.getValues().templates[text.language];
        return (
          <div key={text.language}>
            <Select
              label={`What they are asked, in ${languages[text.language]}`}
              placeholder={`Our text: “${text.subject}”`}
              data={templates
                .filter(({ language, translations }) =>
                  [language, ...translations.map((each) => each.language)].includes(text.language),
                )
                .map(({ id, name }) => ({ value: id, label: name }))}
              clearable
              {...form.getInputProps(`templates.${text.language}`)}
              value={chosen}
              onChange={(id: string | null) => choose(text.language, id)}
            />
            <Group mt={4}>
              {chosen ? (
                <Anchor component={Link} to={`/templates/${chosen}`} size="sm">
                  Edit this template
                </Anchor>
              ) : (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={copy.isPending && copy.variables.language === text.language}
                  onClick={() => copy.mutate(text)}
                >
                  Write your own from our text
                </Button>
              )}
            </Group>
          </div>
        );
      })}
      {copy.error && (
        <Text size="sm" c="red" role="alert">
          {asApiError(copy.error).message}
        </Text>
      )}
    </Stack>
  );
}
