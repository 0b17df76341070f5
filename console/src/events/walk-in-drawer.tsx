import { NumberInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useRefreshEvent } from './use-keep-event';
import { type EventRecord } from './words';

interface WalkInDrawerProps {
  event: EventRecord;
  shiftId: string;
  /** What was searched for in vain: most likely their name. */
  name: string;
  onClose: () => void;
}

/** Somebody who came without signing up. A first name is enough. */
export function WalkInDrawer({ event, shiftId, name, onClose }: WalkInDrawerProps) {
  const refresh = useRefreshEvent();
  const [given = '', ...family] = /[@\d]/.test(name) ? [] : name.trim().split(/\s+/);
  const form = useForm({
    initialValues: {
      given_name: given,
      family_name: family.join(' '),
      email: '',
      phone: '',
      source: '',
      guests: 0 as number | string,
    },
  });
  const save = async ({ guests, ...values }: ReturnType<typeof form.getValues>) => {
    const body = { ...values, shift_id: shiftId, guests: Number(guests) };
    const { data } = await http.POST('/api/v1/events/{id}/walk-ins', {
      params: { path: { id: event.id } },
      body,
    });
    refresh();
    showDone(`${values.given_name} is in`, async () => {
      if (data) await http.DELETE('/api/v1/attendances/{id}/check-in', { params: { path: { id: data.id } } });
      refresh();
    });
  };
  return (
    <FormDrawer isOpen title="Walk-in" submitLabel="Check in" form={form} onSave={save} onClose={onClose}>
      <TextInput
        label="First name"
        withAsterisk
        size="md"
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('given_name')}
      />
      <TextInput label="Last name" size="md" autoComplete="off" {...form.getInputProps('family_name')} />
      <TextInput label="Email" type="email" size="md" autoComplete="off" {...form.getInputProps('email')} />
      <TextInput label="Phone" type="tel" size="md" autoComplete="off" {...form.getInputProps('phone')} />
      <TextInput
        label="A partner's code"
        description="If they bring a partner's flyer or link: it is credited with them."
        size="md"
        autoComplete="off"
        {...form.getInputProps('source')}
      />
      <NumberInput label="Guests with them" min={0} max={10} size="md" {...form.getInputProps('guests')} />
      <Text size="sm" c="dimmed">
        With an email or a phone they become a person of yours. Without, they are counted and nothing else is
        kept.
      </Text>
    </FormDrawer>
  );
}
