import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { FormDrawer } from '../parts/form-drawer';
import { RoleFields, type RoleValues } from './role-fields';
import { endOfDay, managedPlaces, type Role } from './words';

interface NewKeyDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  /** With the whole key, which nobody can show again. */
  onMade: (key: string) => void;
}

export function NewKeyDrawer({ isOpen, onClose, onMade }: NewKeyDrawerProps) {
  const places = managedPlaces(useSession());
  const queries = useQueryClient();
  const form = useForm<RoleValues & { name: string }>({
    mode: 'uncontrolled',
    initialValues: { name: '', role: null, organization_id: places[0]?.id ?? '', expires_at: '' },
  });
  const save = async ({ role, expires_at, ...values }: RoleValues & { name: string }) => {
    const { data } = await http.POST('/api/v1/api-keys', {
      body: { ...values, role: role as Role, expires_at: endOfDay(expires_at) ?? undefined },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/api-keys'] });
    if (data) onMade(data.key);
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Make an API key"
      submitLabel="Make the key"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="What it is for"
        withAsterisk
        data-autofocus
        placeholder="Sign-up form on our website"
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <RoleFields form={form} endLabel="Until" endHint="Empty: a year from now." />
    </FormDrawer>
  );
}
