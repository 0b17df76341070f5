import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { RoleFields, type RoleValues } from './role-fields';
import { endOfDay, managedPlaces, roles, type Member, type Role } from './words';

interface AddRoleDrawerProps {
  member: Member;
  isOpen: boolean;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}

export function AddRoleDrawer({ member, isOpen, onClose, onChanged }: AddRoleDrawerProps) {
  const places = managedPlaces(useSession());
  const form = useForm<RoleValues>({
    mode: 'uncontrolled',
    initialValues: {
      role: null,
      organization_id:
        places.find(({ id }) => id === member.roles[0]?.organization_id)?.id ?? places[0]?.id ?? '',
      expires_at: '',
    },
  });
  const save = async ({ role, organization_id, expires_at }: RoleValues) => {
    await http.POST('/api/v1/staff/{id}/grants', {
      params: { path: { id: member.id } },
      body: { organization_id, role: role as Role, expires_at: endOfDay(expires_at) },
    });
    await onChanged();
    if (role) showDone(`${member.name} is ${roles[role].label.toLowerCase()} now`);
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title={`Add a role for ${member.name}`}
      submitLabel="Give the role"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <RoleFields
        form={form}
        endLabel="Until"
        endHint="The role ends by itself after this day. Empty: it stays."
      />
    </FormDrawer>
  );
}
