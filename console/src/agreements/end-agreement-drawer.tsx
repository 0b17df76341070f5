import { Alert, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type AgreementPartProps } from './agreement-screen';

/** Ends it before its day, with a reason that is kept. */
export function EndAgreementDrawer({
  agreement: { id, title, clauses },
  onChanged,
  onClose,
}: Omit<AgreementPartProps, 'mayWrite'> & { onClose: () => void }) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { reason: '' } });
  const save = async (body: { reason: string }) => {
    const { data } = await http.POST('/api/v1/agreements/{id}/ending', { params: { path: { id } }, body });
    if (data) onChanged(data);
    showDone('The agreement has ended');
  };
  return (
    <FormDrawer
      isOpen
      title={`End “${title}”`}
      submitLabel="End it now"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {clauses.includes('shares-people') && (
        <Alert color="orange" p="sm">
          Whoever is shown to a party under this agreement is shown no longer, at once. It cannot be taken
          back.
        </Alert>
      )}
      <Textarea
        label="Why"
        withAsterisk
        autosize
        minRows={2}
        data-autofocus
        key={form.key('reason')}
        {...form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}
