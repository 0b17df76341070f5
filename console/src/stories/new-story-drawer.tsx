import { Checkbox, FileInput, Group, MultiSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type Person } from '../people/words';
import { hashOf } from './agreed-file';
import { useStoryActs } from './use-story-acts';
import { choices, storyAudiences, storyChannels, storyScopes, type Story } from './words';

interface Values extends Record<string, unknown>, Pick<Story, 'scope' | 'audiences' | 'channels'> {
  title: string;
  body: string;
  attribution: string;
  risk_checked_on: string;
  coached_on: string;
  given_by: string;
  starts_on: string;
  ends_on: string;
}

const DAY_MS = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Writes down what somebody lets be told of them, as they signed it. A file stays where it is: only its hash is kept. */
export function NewStoryDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { refresh } = useStoryActs();
  const [file, setFile] = useState<File | null>(null);
  const form = useForm<Values>({
    initialValues: {
      title: '',
      scope: ['text'],
      audiences: [],
      channels: [],
      body: '',
      attribution: '',
      risk_checked_on: '',
      coached_on: '',
      given_by: '',
      starts_on: day(0),
      ends_on: day(364),
    },
  });
  const save = async ({ coached_on, ...values }: Values) => {
    await http.POST('/api/v1/people/{id}/stories', {
      params: { path: { id: person.id } },
      body: {
        ...values,
        coached_on: coached_on || null,
        language: person.language as 'en' | 'es' | 'pt',
        file_hash: values.body === '' && file ? await hashOf(file) : undefined,
      },
    });
    await refresh();
    showDone('Written down');
  };
  const field = form.getInputProps;
  return (
    <FormDrawer
      isOpen
      title="Record a release"
      submitLabel="Record"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        Only what they signed, in their words, after the risks were talked through. It holds for three years
        at most, and can be ended at any moment, by them or by you.
      </Text>
      <TextInput label="What you call it" withAsterisk data-autofocus {...field('title')} />
      <Checkbox.Group label="It holds" withAsterisk {...field('scope')}>
        <Group mt={4} gap="sm">
          {choices(storyScopes).map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea label="The exact words" autosize minRows={3} {...field('body')} />
      {form.values.body === '' && (
        <FileInput
          label="Or the file that was agreed"
          description="It is not uploaded: a picture or a voice tells who somebody is. Its fingerprint tells later whether a file is the one that was agreed."
          clearable
          value={file}
          onChange={setFile}
          error={form.errors['file_hash']}
        />
      )}
      {form.values.scope.includes('name') && (
        <TextInput
          label="Under which name"
          description="It may be another than theirs."
          {...field('attribution')}
        />
      )}
      <MultiSelect label="For whom" withAsterisk data={choices(storyAudiences)} {...field('audiences')} />
      <MultiSelect label="Where" withAsterisk data={choices(storyChannels)} {...field('channels')} />
      <Group grow align="start">
        <TextInput label="From" type="date" withAsterisk {...field('starts_on')} />
        <TextInput label="Last day" type="date" withAsterisk {...field('ends_on')} />
      </Group>
      <Group grow align="start">
        <TextInput label="Risks talked through on" type="date" withAsterisk {...field('risk_checked_on')} />
        <TextInput label="Coached on" type="date" {...field('coached_on')} />
      </Group>
      <TextInput
        label="Given by, and how"
        placeholder="Signed by her on paper"
        withAsterisk
        {...field('given_by')}
      />
    </FormDrawer>
  );
}
