import { Alert, NumberInput, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { dataClasses, type RetentionRule } from './words';

/** One rule: on or off, and for how many days. */
export function RetentionDrawer(props: { ownerId: string; rule: RetentionRule; onClose: () => void }) {
  const { ownerId, rule, onClose } = props;
  const { label, detail } = dataClasses[rule.data_class];
  const queries = useQueryClient();
  const form = useForm({ initialValues: { is_on: rule.is_on, keep_days: rule.keep_days } });
  const save = async (values: typeof form.values) => {
    await http.PUT('/api/v1/retention-rules', {
      body: { owner_id: ownerId, data_class: rule.data_class, ...values },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/retention-rules'] });
    showDone(values.is_on ? 'Saved. It works from the next night on.' : 'Saved');
  };
  return (
    <FormDrawer isOpen title={label} submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      <Alert color="orange" p="sm">
        {detail} What went cannot be brought back.
      </Alert>
      <Switch
        label="Delete what is older"
        data-autofocus
        {...form.getInputProps('is_on', { type: 'checkbox' })}
      />
      <NumberInput label="Days" min={30} max={3_653} {...form.getInputProps('keep_days')} />
    </FormDrawer>
  );
}
