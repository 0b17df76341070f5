import { Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type OptInRule, type OptInRules, waysIn } from './words';

const EVERY = '';

/** A rule: for one way in or all of them, in one country or everywhere. */
export function OptInDrawer(props: {
  ownerId: string;
  countries: OptInRules['countries'];
  onClose: () => void;
}) {
  const { ownerId, countries, onClose } = props;
  const queries = useQueryClient();
  const form = useForm({ initialValues: { form: EVERY, country: EVERY } });
  const save = async (values: typeof form.values) => {
    await http.POST('/api/v1/opt-in-rules', {
      body: {
        owner_id: ownerId,
        form: values.form === EVERY ? null : (values.form as NonNullable<OptInRule['form']>),
        country: values.country === EVERY ? null : values.country,
      },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/opt-in-rules'] });
    showDone('The rule holds from now on');
  };
  return (
    <FormDrawer
      isOpen
      title="Add a rule"
      submitLabel="Add the rule"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Select
        label="Way in"
        data={[
          { value: EVERY, label: 'Every way in' },
          ...Object.entries(waysIn).map(([value, label]) => ({ value, label })),
        ]}
        allowDeselect={false}
        data-autofocus
        {...form.getInputProps('form')}
      />
      <Select
        label="Country"
        description="Of the addresses on record."
        data={[
          { value: EVERY, label: 'Every country' },
          ...countries.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        allowDeselect={false}
        searchable
        {...form.getInputProps('country')}
      />
    </FormDrawer>
  );
}
