import './mail-editor.css';
import { Button, Card, Group, Loader, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { useFormat } from '../parts/format';
import { MailPicture } from '../parts/mail-picture';
import { type Draft } from './use-draft';
import { type Language, languages, optionsOf } from './words';

const PAUSE_MS = 300;
type View = 'phone' | 'desktop' | 'dark' | 'text';
type Reader = NonNullable<Schema<'PreviewForm'>['reader']>;

const READERS: Record<Reader | 'random', string> = {
  random: 'One of the audience',
  'no-first-name': 'Somebody without a first name',
  'long-name': 'Somebody with a long name',
  accents: 'Somebody with accents in the name',
  'other-language': 'Somebody who reads another language',
  'address-only': 'Somebody of whom we know the address alone',
};

interface PreviewPaneProps {
  mailingId: string;
  draft: Draft;
  /** Of the text that is written just now. */
  language: Language;
}

/** The mail as one of its readers gets it, made by the server from the text as it stands. */
export function PreviewPane({ mailingId, draft, language }: PreviewPaneProps) {
  const { number } = useFormat();
  const [view, setView] = useState<View>('desktop');
  const [turn, setTurn] = useState(0);
  const [reader, setReader] = useState<Reader | 'random'>('random');
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const [asked] = useDebouncedValue(draft, PAUSE_MS);
  const isTranslated = asked.translations.length > 0;
  const preview = useQuery({
    queryKey: ['mailing-preview', mailingId, asked, turn, reader, name, language],
    queryFn: async ({ signal }) => {
      const params = { path: { id: mailingId } };
      const body = {
        ...asked,
        ...(reader === 'random' ? name && { reader_name: name } : { reader }),
        ...(isTranslated && reader !== 'other-language' && { shown_language: language }),
      };
      const { data } = await http.POST('/api/v1/mailings/{id}/preview', { params, body, signal });
      return data;
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const shown = preview.data;
  return (
    <Card component="section" aria-label="Preview">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Show as"
            data={[
              { value: 'desktop', label: 'Desktop' },
              { value: 'phone', label: 'Phone' },
              { value: 'dark', label: 'Dark' },
              { value: 'text', label: 'Text' },
            ]}
            value={view}
            onChange={(value) => setView(value)}
          />
        </Group>
        <Group gap="xs" align="flex-end">
          <Select
            label="As seen by"
            size="xs"
            data={optionsOf(READERS)}
            value={reader}
            onChange={(value) => value && setReader(value)}
            allowDeselect={false}
            style={{ flex: 1 }}
          />
          {reader === 'random' && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={() => setTurn(turn + 1)}
            >
              Another reader
            </Button>
          )}
        </Group>
        {reader === 'random' && (
          <TextInput
            label="Find a reader by name"
            size="xs"
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <div>
          <Text fw={600} lineClamp={2}>
            {shown?.subject || 'No subject yet'}
          </Text>
          <Text size="sm" c="dimmed" role="status">
            {shown
              ? shown.person_name
                ? `As ${shown.person_name} sees it`
                : name && reader === 'random'
                  ? 'Nobody who gets it is called that: as a reader without a name sees it'
                  : 'As a reader without a name sees it'
              : ' '}
            {shown && (isTranslated || reader === 'other-language') && ` · ${languages[shown.language]}`}
            {shown && ` · ${number(Math.ceil(shown.html_bytes / 1024))} kB`}
            {preview.isFetching && <Loader size={10} ml={6} aria-hidden />}
          </Text>
        </div>
        {view === 'dark' && (
          <Text size="sm" c="dimmed">
            As mail programs show it that turn colours around at night.
          </Text>
        )}
        {preview.error && !shown && <Text c="red">{asApiError(preview.error).message}</Text>}
        {shown && <MailPicture view={view} html={shown.html} text={shown.text} />}
      </Stack>
    </Card>
  );
}
