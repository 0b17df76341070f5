import { Checkbox, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http, type Schema } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type LocalizedText } from '../parts/localized';
import { LocalizedField } from '../parts/localized-field';
import { LocalTimeInput, type Which } from '../parts/local-time-input';
import { useKeepEvent } from './use-keep-event';
import { type EventRecord, type Shift } from './words';

interface Values extends Record<string, unknown> {
  name: LocalizedText;
  starts_local: string;
  ends_local: string;
  starts_which: Which | null;
  ends_which: Which | null;
  capacity: number | string;
  is_announced: boolean;
}

interface ShiftDrawerProps {
  event: EventRecord;
  /** Without one, a new shift. */
  shift?: Shift;
  onClose: () => void;
}

/** When, and how many. Times are those of the clock where it happens. */
export function ShiftDrawer({ event, shift, onClose }: ShiftDrawerProps) {
  const keep = useKeepEvent(event.id);
  const form = useForm<Values>({
    initialValues: {
      name: shift?.name ?? {},
      starts_local: shift?.starts_local ?? '',
      ends_local: shift?.ends_local ?? '',
      starts_which: null,
      ends_which: null,
      capacity: shift?.capacity ?? '',
      is_announced: true,
    },
  });
  const save = async ({ starts_which, ends_which, capacity, is_announced, ...values }: Values) => {
    const body: Schema<'ShiftForm'> = {
      ...values,
      capacity: capacity === '' ? null : Number(capacity),
      ...(starts_which && { starts_which }),
      ...(ends_which && { ends_which }),
    };
    keep(shift ? await change(shift.id, { ...body, is_announced }) : await add(event.id, body));
    showDone(shift ? 'Saved' : 'The shift was added');
  };
  const { starts_local, ends_local } = form.getValues();
  const isMoved = shift && (starts_local !== shift.starts_local || ends_local !== shift.ends_local);
  const mustTell = isMoved && event.state === 'published' && shift.taken + shift.waiting > 0;
  return (
    <FormDrawer
      isOpen
      title={shift ? 'Edit the shift' : 'Add a shift'}
      submitLabel={shift ? 'Save' : 'Add the shift'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <LocalTimeInput
        label="Begins"
        zone={event.time_zone}
        isFocused
        which={form.getValues().starts_which}
        onWhich={(which) => form.setFieldValue('starts_which', which)}
        {...form.getInputProps('starts_local')}
      />
      <LocalTimeInput
        label="Ends"
        zone={event.time_zone}
        which={form.getValues().ends_which}
        onWhich={(which) => form.setFieldValue('ends_which', which)}
        {...form.getInputProps('ends_local')}
      />
      <NumberInput
        label="Places"
        description="Empty for no limit. More places go to the waiting list at once."
        min={1}
        allowDecimal={false}
        {...form.getInputProps('capacity')}
      />
      <LocalizedField
        label="Name"
        isLine
        description="Where there are several: “Morning march”, “Marshals”"
        {...form.getInputProps('name')}
      />
      {mustTell && (
        <Checkbox
          label="Tell everybody who signed up"
          description="With a calendar file that moves it"
          {...form.getInputProps('is_announced', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
}

async function add(id: string, body: Schema<'ShiftForm'>): Promise<EventRecord | undefined> {
  const { data } = await http.POST('/api/v1/events/{id}/shifts', { params: { path: { id } }, body });
  return data;
}

async function change(id: string, body: Schema<'ShiftRevision'>): Promise<EventRecord | undefined> {
  const { data } = await http.PATCH('/api/v1/shifts/{id}', { params: { path: { id } }, body });
  return data;
}
