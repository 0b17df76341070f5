import { Alert, Autocomplete, Button, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { languages } from './words';

type Act = Schema<'BulkQuestion'>['act'];

const acts: Record<Act, string> = {
  'add-tag': 'Give them a tag',
  'remove-tag': 'Take a tag away',
  'set-language': 'Set the language they read',
  unsubscribe: 'Unsubscribe them from your email',
};

const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

interface BulkChangeProps {
  ownerId: string;
  /** These people, or everybody whom a segment finds. */
  who: { person_ids: string[] } | { segment_id: string };
  onDone?: () => void;
}

const PAUSE_MS = 400;

/** One change for many people: counted first, with a reason, and undone as one. */
export function BulkChange({ ownerId, who, onDone }: BulkChangeProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { number } = useFormat();
  const queries = useQueryClient();
  const tags = api.useQuery('get', '/api/v1/tags', { params: { query: { owner_id: ownerId } } });
  const form = useForm({
    initialValues: { act: 'add-tag' as Act, tag: '', language: '', reason: '' },
  });
  const { act, tag, language, reason } = form.values;
  const isTag = act === 'add-tag' || act === 'remove-tag';
  const question = {
    owner_id: ownerId,
    ...who,
    act,
    ...(isTag && { tag: tag.trim() }),
    ...(act === 'set-language' && { language: language as 'en' | 'es' | 'pt' }),
  };
  const [asked] = useDebouncedValue(question, PAUSE_MS);
  const isAsked = isOpen && (isTag ? tag.trim() !== '' : act !== 'set-language' || language !== '');
  const preview = useQuery({
    queryKey: ['bulk-preview', asked],
    queryFn: async () => (await http.POST('/api/v1/bulk-changes/preview', { body: asked })).data,
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const save = async () => {
    const { data } = await http.POST('/api/v1/bulk-changes', { body: { ...question, reason } });
    onDone?.();
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/people'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/tags'] });
    const batchId = data?.batch_id;
    const undo = async () => {
      await http.POST('/api/v1/change-batches/{id}/undo', { params: { path: { id: batchId ?? '' } } });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/people'] });
    };
    showDone(`Changed: ${number(data?.changed ?? 0)}`, batchId ? undo : undefined);
  };
  return (
    <>
      <Button
        size={'person_ids' in who ? 'compact-sm' : undefined}
        variant={'person_ids' in who ? 'light' : 'default'}
        leftSection={<IconUsersGroup size={14} aria-hidden />}
        onClick={open}
      >
        Change these people
      </Button>
      <FormDrawer
        isOpen={isOpen}
        title="Change these people"
        submitLabel={
          isAsked && preview.data
            ? `Change ${number(preview.data.changed)} of ${number(preview.data.people)}`
            : 'Change'
        }
        form={form}
        onSave={save}
        onClose={close}
      >
        <Select label="What" data={options(acts)} allowDeselect={false} {...form.getInputProps('act')} />
        {isTag && (
          <Autocomplete
            label="Tag"
            withAsterisk
            data={[...new Set((tags.data?.data ?? []).map(({ name }) => name))]}
            {...form.getInputProps('tag')}
          />
        )}
        {act === 'set-language' && (
          <Select
            label="Language"
            withAsterisk
            data={options(languages)}
            {...form.getInputProps('language')}
          />
        )}
        <TextInput
          label="Reason"
          description="It stands in each person’s history."
          withAsterisk
          {...form.getInputProps('reason')}
        />
        {act === 'unsubscribe' && (
          <Alert color="orange">
            This cannot be undone: what people withdrew is evidence, and only they can subscribe again.
          </Alert>
        )}
        {isAsked && preview.data && (
          <Text size="sm" role="status" className="figures">
            {number(preview.data.changed)} of {number(preview.data.people)} people would become different.
          </Text>
        )}
      </FormDrawer>
    </>
  );
}
