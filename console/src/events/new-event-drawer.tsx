import { Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { EventFields, valuesOf, type EventValues } from './event-fields';

interface Values extends EventValues {
  owner_id: string;
}

/** Makes a draft and opens its shifts, which say when it is. */
export function NewEventDrawer({ onClose }: { onClose: () => void }) {
  const owners = ownersWith(useSession(), 'events.write');
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ownChapter = owners.find(({ value }) => value === chapter?.id);
  const form = useForm<Values>({
    initialValues: { ...valuesOf(), owner_id: (ownChapter ?? owners.at(-1))?.value ?? '' },
  });
  const save = async ({ time_zone, ...values }: Values) => {
    const body = { ...values, ...(time_zone && { time_zone }) };
    const { data } = await http.POST('/api/v1/events', { body });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/events'] });
    showDone('The draft is saved. Now say when it is.');
    if (data) void navigate({ to: '/events/$id', params: { id: data.id }, search: { tab: 'shifts' } });
  };
  return (
    <FormDrawer
      isOpen
      title="New event"
      submitLabel="Save the draft"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {owners.length > 1 && (
        <Select label="Host" allowDeselect={false} data={owners} {...form.getInputProps('owner_id')} />
      )}
      <EventFields form={form} isZoneFixed={false} ownerId={form.values.owner_id} />
    </FormDrawer>
  );
}
