import { Card, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { MailPicture } from '../parts/mail-picture';

const TYPING_MS = 400;
const VIEWS = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
  { value: 'text', label: 'Text' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** The whole mail with these words, made by the server as it makes the real one, addressed to whoever looks. */
export function MessagePreview({ words }: { words: Schema<'ActionMessageForm'> }) {
  const [view, setView] = useState<View>('desktop');
  const [asked] = useDebouncedValue(words, TYPING_MS);
  const preview = useQuery({
    queryKey: ['action-message-preview', asked],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await http.POST('/api/v1/action-messages/preview', { body: asked, signal });
      return data;
    },
  });
  const shown = preview.data;
  return (
    <Card component="section" aria-labelledby="preview" className="composer-preview">
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} id="preview">
          Preview
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Show as"
          data={[...VIEWS]}
          value={view}
          onChange={(value) => setView(value)}
        />
      </Group>
      {preview.error ? (
        <Text size="sm" c="dimmed" role="status">
          {asApiError(preview.error).fields[0]?.message ?? asApiError(preview.error).message}
        </Text>
      ) : (
        shown && (
          <>
            <Text fw={600} lineClamp={2}>
              {shown.subject}
            </Text>
            <Text size="sm" c="dimmed" mb="xs">
              As you would get it. Its links lead to the public page.
            </Text>
            <MailPicture view={view} html={shown.html} text={shown.text} />
          </>
        )
      )}
    </Card>
  );
}
