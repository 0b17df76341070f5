import './page-preview.css';
import { Card, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../api/errors';
import { type LanguageCode } from './localized';

const TYPING_MS = 400;

interface PagePreviewProps<Values> {
  /** What is shown, unlike every other page that is previewed. */
  of: string;
  /** What stands in the editor. */
  values: Values;
  language: LanguageCode;
  render: (values: Values, signal: AbortSignal) => Promise<string | undefined>;
}

/**
 * The public page with what stands in the editor, rendered by the server as visitors get it. The frame is sandboxed
 * without scripts, forms or links.
 */
export function PagePreview<Values>({ of, values, language, render }: PagePreviewProps<Values>) {
  const [width, setWidth] = useState<'phone' | 'desk'>('phone');
  const [shown] = useDebouncedValue(values, TYPING_MS);
  const preview = useQuery({
    queryKey: ['page-preview', of, language, shown],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await render(shown, signal)) ?? '',
  });
  return (
    <Card component="section" aria-labelledby="preview" className="page-preview">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="preview">
          Preview
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Width of the preview"
          data={[
            { value: 'phone', label: 'Phone' },
            { value: 'desk', label: 'Desk' },
          ]}
          value={width}
          onChange={(next) => setWidth(next === 'desk' ? 'desk' : 'phone')}
        />
      </Group>
      {preview.error ? (
        <Text size="sm" c="dimmed">
          {asApiError(preview.error).message}
        </Text>
      ) : (
        <div className="page-frame" data-width={width}>
          <iframe title="Preview of the public page" sandbox="" srcDoc={preview.data ?? ''} />
        </div>
      )}
    </Card>
  );
}
