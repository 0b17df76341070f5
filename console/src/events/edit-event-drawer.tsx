import { Checkbox, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { EventFields, valuesOf, type EventValues } from './event-fields';
import { useKeepEvent } from './use-keep-event';
import { type EventRecord } from './words';

interface Values extends EventValues {
  is_announced: boolean;
  notice: string;
}

/** Changes an event; what people have been told is told again where it is asked for. */
export function EditEventDrawer({ event, onClose }: { event: EventRecord; onClose: () => void }) {
  const keep = useKeepEvent(event.id);
  const form = useForm<Values>({ initialValues: { ...valuesOf(event), is_announced: false, notice: '' } });
  const save = async (body: Values) => {
    const { data } = await http.PATCH('/api/v1/events/{id}', { params: { path: { id: event.id } }, body });
    keep(data);
    showDone('Saved');
  };
  const mayAnnounce = event.state === 'published' && event.taken + event.waiting > 0;
  return (
    <FormDrawer isOpen title="Edit the event" submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      <EventFields form={form} isZoneFixed={event.shifts.length > 0} ownerId={event.owner_id} />
      {mayAnnounce && (
        <>
          <Checkbox
            label="Tell everybody who signed up"
            description="One email with how the event stands now"
            {...form.getInputProps('is_announced', { type: 'checkbox' })}
          />
          {form.getValues().is_announced && (
            <Textarea
              label="What changed, in a sentence"
              autosize
              minRows={2}
              {...form.getInputProps('notice')}
            />
          )}
        </>
      )}
    </FormDrawer>
  );
}
