import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { AnswerFields } from './answer-fields';
import { useKeepDecision } from './use-keep-decision';
import { type Answer, type DecisionRecord, type Party } from './words';

interface OnWordDrawerProps {
  decision: DecisionRecord;
  party: Party;
  onClose: () => void;
}

/** Writes down what a partner said by telephone or in a meeting, and who said it. */
export function OnWordDrawer({ decision: { id, version }, party, onClose }: OnWordDrawerProps) {
  const keep = useKeepDecision(id);
  const form = useForm({
    initialValues: { answer: '' as Answer | '', reason: '', said_by: '' },
    validate: { answer: (value) => (value ? null : 'Choose an answer.') },
  });
  const save = async ({ answer, ...values }: typeof form.values) => {
    const { data } = await http.POST('/api/v1/decisions/{id}/answers-on-word', {
      params: { path: { id } },
      body: { ...values, answer: answer as Answer, version, partner_id: party.partner_id },
    });
    keep(data);
    showDone('Written down');
  };
  return (
    <FormDrawer
      isOpen
      title={`What ${party.name} says`}
      submitLabel="Write it down"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <AnswerFields answer={form.getInputProps('answer')} reason={form.getInputProps('reason')} />
      <TextInput
        label="On whose word"
        withAsterisk
        description="Who at the partner said so, and how. It stays on record."
        placeholder="Rev. Lee, by phone"
        {...form.getInputProps('said_by')}
      />
    </FormDrawer>
  );
}
