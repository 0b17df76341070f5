import { Card, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { asApiError } from '../api/errors';
import { changesOf, type EditorValues } from './editor-values';
import { type Language } from './words';

const TYPING_MS = 400;

interface PetitionPreviewProps {
  petitionId: string;
  values: EditorValues;
  language: Language;
}

/**
 * The public page with what stands in the editor, rendered by the server as visitors get it. The frame is sandboxed
 * without scripts, forms or links.
 */
export function PetitionPreview({ petitionId: id, values, language }: PetitionPreviewProps) {
  const [width, setWidth] = useState<'phone' | 'desk'>('phone');
  const [shown] = useDebouncedValue(values, TYPING_MS);
  const preview = useQuery({
    queryKey: ['petition-preview', id, language, shown],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await http.POST('/api/v1/petitions/{id}/preview', {
        params: { path: { id } },
        body: { ...changesOf(shown), language },
        signal,
      });
      return data?.html ?? '';
    },
  });
  return (
    <Card component="section" aria-labelledby="preview" className="petition-preview">
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
        <div className="petition-frame" data-width={width}>
          <iframe title="Preview of the public page" sandbox="" srcDoc={preview.data ?? ''} />
        </div>
      )}
    </Card>
  );
}
