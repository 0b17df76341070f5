import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { RoleFields, type RoleValues } from './role-fields';
import { endOfDay, managedPlaces, type Role } from './words';

interface Values extends RoleValues {
  name: string;
  email: string;
  locale: 'en' | 'es' | 'pt';
}

const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'pt', label: 'Português' },
];

/** Gives a role to an address; whoever is new gets a link to choose a password. */
export function InviteDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const places = managedPlaces(useSession());
  const { chapter } = useChapter();
  const queries = useQueryClient();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      name: '',
      email: '',
      locale: 'en',
      role: null,
      organization_id: places.find(({ id }) => id === chapter?.id)?.id ?? places[0]?.id ?? '',
      expires_at: '',
    },
  });
  const save = async ({ role, expires_at, ...values }: Values) => {
    const { data } = await http.POST('/api/v1/staff', {
      // An unchosen role is refused by the server, which words it.
      body: { ...values, role: role as Role, expires_at: endOfDay(expires_at) },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/staff'] });
    showDone(
      data?.state === 'invited'
        ? `An invitation is on its way to ${values.email}`
        : `${values.name} has the role`,
    );
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Invite someone"
      submitLabel="Send the invitation"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        withAsterisk
        data-autofocus
        autoComplete="off"
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Email"
        type="email"
        withAsterisk
        autoComplete="off"
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      <RoleFields
        form={form}
        endLabel="Until"
        endHint="The role ends by itself after this day. Empty: it stays."
      />
      <Select
        label="Language of mail to them"
        data={languages}
        allowDeselect={false}
        key={form.key('locale')}
        {...form.getInputProps('locale')}
      />
    </FormDrawer>
  );
}
