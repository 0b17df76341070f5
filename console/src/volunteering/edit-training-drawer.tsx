import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useVolunteeringChanged } from './use-volunteering-changed';
import { type Training } from './words';

interface Values extends Record<string, unknown> {
  owner_id: string;
  name: string;
  valid_months: number | '';
  is_active: boolean;
}

/** Adds a training or changes one. */
export function EditTrainingDrawer({ training, onClose }: { training?: Training; onClose: () => void }) {
  const owners = ownersWith(useSession(), 'people.write');
  const changed = useVolunteeringChanged();
  const form = useForm<Values>({
    initialValues: {
      owner_id: training?.owner_id ?? owners[0]?.value ?? '',
      name: training?.name ?? '',
      valid_months: training?.valid_months ?? '',
      is_active: training?.is_active ?? true,
    },
    validate: { name: (name) => (name.trim() ? null : 'Give it a name.') },
  });
  const save = async ({ owner_id, name, valid_months, is_active }: Values) => {
    const body = { name, valid_months: valid_months === '' ? null : valid_months };
    if (training)
      await http.PATCH('/api/v1/trainings/{id}', {
        params: { path: { id: training.id } },
        body: { ...body, is_active },
      });
    else await http.POST('/api/v1/trainings', { body: { ...body, owner_id } });
    await changed();
    showDone('Saved');
  };
  return (
    <FormDrawer
      isOpen
      title={training ? training.name : 'Add a training'}
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput label="Name" withAsterisk maxLength={100} data-autofocus {...form.getInputProps('name')} />
      {!training && owners.length > 1 && (
        <Select label="For" data={owners} allowDeselect={false} {...form.getInputProps('owner_id')} />
      )}
      <NumberInput
        label="Holds, in months"
        description="Left empty: for ever. Days that were written down already stay."
        min={1}
        max={120}
        allowDecimal={false}
        {...form.getInputProps('valid_months')}
      />
      {training && (
        <Switch
          label="Still offered"
          description="Who did it keeps it."
          {...form.getInputProps('is_active', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
}
