import { NumberInput, Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf } from '../partners/words';
import { coSponsorRoles, sharings, type CoSponsor } from './words';

/** As what a co-sponsor is named, and what it is given. */
export type Terms = Pick<CoSponsor, 'role' | 'sharing' | 'cap'>;

interface TermsDrawerProps {
  title: string;
  submitLabel: string;
  initial: Terms;
  onSave: (terms: Terms) => Promise<void>;
  onClose: () => void;
}

export function TermsDrawer({ title, submitLabel, initial, onSave, onClose }: TermsDrawerProps) {
  const form = useForm<Omit<Terms, 'cap'> & { cap: number | '' }>({
    mode: 'controlled',
    initialValues: {
      role: initial.role,
      sharing: initial.sharing,
      cap: initial.cap ?? '',
    },
  });
  return (
    <FormDrawer
      isOpen
      title={title}
      submitLabel={submitLabel}
      form={form}
      onSave={({ role, sharing, cap }) =>
        onSave({ role, sharing, cap: sharing === 'people' && cap !== '' ? cap : null })
      }
      onClose={onClose}
    >
      <Select
        label="Named as"
        allowDeselect={false}
        data={optionsOf(coSponsorRoles)}
        {...form.getInputProps('role')}
      />
      <Select
        label="What it is given"
        description="People only under an agreement in force, and only those who tick its own box."
        allowDeselect={false}
        data={optionsOf(sharings)}
        {...form.getInputProps('sharing')}
      />
      {form.values.sharing === 'people' && (
        <NumberInput
          label="At most so many people"
          description="Empty: as many as tick its box."
          min={1}
          allowDecimal={false}
          {...form.getInputProps('cap')}
        />
      )}
    </FormDrawer>
  );
}
