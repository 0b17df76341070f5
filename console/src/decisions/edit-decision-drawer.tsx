import { Alert, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useKeepDecision } from './use-keep-decision';
import { type DecisionRecord } from './words';

interface EditDecisionDrawerProps {
  decision: DecisionRecord;
  onClose: () => void;
}

/** Changes the words or the deadline. Words that were answered stay, and the new ones are the next version. */
export function EditDecisionDrawer({ decision, onClose }: EditDecisionDrawerProps) {
  const { id, title, deadline_local, time_zone, versions } = decision;
  const keep = useKeepDecision(id);
  const text = versions[0]?.text ?? '';
  const form = useForm({ initialValues: { title, text, deadline_local } });
  const save = async (values: typeof form.values) => {
    const { data } = await http.PATCH('/api/v1/decisions/{id}', {
      params: { path: { id } },
      body: {
        title: values.title,
        text: values.text === text ? undefined : values.text,
        deadline_local: values.deadline_local === deadline_local ? undefined : values.deadline_local,
      },
    });
    keep(data);
    showDone('Saved');
  };
  return (
    <FormDrawer
      isOpen
      title="Edit the proposal"
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {versions[0]?.frozen_at && form.values.text !== text && (
        <Alert color="orange" title="Everybody is asked anew">
          The words were answered, so they stay as version {versions[0].version} with their answers. The new
          words are a new version without any.
        </Alert>
      )}
      <TextInput label="Title" withAsterisk {...form.getInputProps('title')} />
      <Textarea label="Proposal" withAsterisk autosize minRows={5} {...form.getInputProps('text')} />
      <TextInput
        label="Answers until"
        type="datetime-local"
        description={`By the clock of ${time_zone.replaceAll('_', ' ')}.`}
        {...form.getInputProps('deadline_local')}
      />
    </FormDrawer>
  );
}
