import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { FormDrawer } from '../parts/form-drawer';
import { PersonSelect } from '../partners/person-select';
import { nameOf, type Person } from './words';

/** Finds the other record; the two are compared before anything happens. */
export function MergeWithDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { other_id: '' },
    validate: {
      other_id: (value) => (value === '' ? 'Choose somebody.' : value === person.id ? 'This is they.' : null),
    },
  });
  return (
    <FormDrawer
      isOpen
      title={`Merge ${nameOf(person)} with`}
      submitLabel="Compare"
      form={form}
      onSave={({ other_id }) =>
        navigate({ to: '/people/$id/merge/$otherId', params: { id: person.id, otherId: other_id } })
      }
      onClose={onClose}
    >
      <PersonSelect label="The other record" ownerId={person.owner_id} {...form.getInputProps('other_id')} />
    </FormDrawer>
  );
}
