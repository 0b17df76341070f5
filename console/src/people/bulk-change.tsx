import { Alert, Button, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { type Act, BulkFields, type BulkValues, detailOf } from './bulk-fields';

const acts: Record<Act, string> = {
  'add-tag': 'Give them a tag',
  'remove-tag': 'Take a tag away',
  'set-value': 'Set one of your fields',
  'set-language': 'Set the language they read',
  'add-skill': 'Add a skill they offer',
  'remove-skill': 'Take a skill away',
  'add-training': 'Write down a training they did',
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
  const form = useForm<BulkValues>({
    initialValues: {
      ...{ act: 'add-tag', tag: '', language: '', field_id: '', value: null },
      ...{ skill: '', training_id: '', done_on: '', reason: '' },
    },
  });
  const { act, reason } = form.values;
  const detail = detailOf(form.values);
  const question = { owner_id: ownerId, ...who, act, ...detail };
  const [asked] = useDebouncedValue(question, PAUSE_MS);
  const isAsked = isOpen && detail !== undefined;
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
        <BulkFields ownerId={ownerId} form={form} />
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
