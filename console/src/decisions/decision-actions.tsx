import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf } from '../partners/words';
import { EditDecisionDrawer } from './edit-decision-drawer';
import { useKeepDecision } from './use-keep-decision';
import { results, type DecisionRecord, type Result } from './words';

/** What staff can do with a decision where it stands. */
export function DecisionActions({ decision }: { decision: DecisionRecord }) {
  const [isEditing, editing] = useDisclosure(false);
  const [isClosing, closing] = useDisclosure(false);
  const [isRuling, ruling] = useDisclosure(false);
  const keep = useKeepDecision(decision.id);
  const params = { path: { id: decision.id } };
  if (decision.state === 'closed')
    return decision.result === null ? (
      <>
        <Button onClick={ruling.open}>Write down the chair’s word</Button>
        {isRuling && <RulingDrawer decision={decision} onClose={ruling.close} />}
      </>
    ) : null;
  return (
    <>
      <Button variant="default" onClick={editing.open}>
        Edit
      </Button>
      <Button variant="default" onClick={closing.open}>
        Close now
      </Button>
      {isEditing && <EditDecisionDrawer decision={decision} onClose={editing.close} />}
      <ConfirmDialog
        isOpen={isClosing}
        title="Close this decision?"
        confirmLabel="Close and count"
        onConfirm={async () => {
          keep((await http.POST('/api/v1/decisions/{id}/closing', { params })).data);
          showDone('The decision is closed');
        }}
        onClose={closing.close}
      >
        No more answers are taken. {decision.tally?.silent ?? 0} of those who were asked have not answered.
      </ConfirmDialog>
    </>
  );
}

function RulingDrawer({ decision: { id }, onClose }: { decision: DecisionRecord; onClose: () => void }) {
  const keep = useKeepDecision(id);
  const form = useForm({ initialValues: { result: 'carried' as Result, ruled_by: '' } });
  const save = async (body: typeof form.values) => {
    keep((await http.POST('/api/v1/decisions/{id}/ruling', { params: { path: { id } }, body })).data);
    showDone('Written down');
  };
  return (
    <FormDrawer
      isOpen
      title="The chair’s word"
      submitLabel="Write it down"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Select
        label="Result"
        allowDeselect={false}
        data={optionsOf(results)}
        {...form.getInputProps('result')}
      />
      <TextInput label="Who chairs" withAsterisk {...form.getInputProps('ruled_by')} />
    </FormDrawer>
  );
}
