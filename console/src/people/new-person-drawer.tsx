import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { asApiError } from '../api/errors';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { LookAlikes } from './look-alikes';
import { nameOf } from './words';
import { NoClientsHere } from './status-warning';

interface Values extends Record<string, unknown> {
  owner_id: string;
  given_name: string;
  family_name: string;
  email: string;
  phone: string;
  zip: string;
  shares_email: boolean;
}

/** Adds somebody by hand and opens their record. Only the first name is needed. */
export function NewPersonDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isKnown, setKnown] = useState(false);
  const initialValues: Values = {
    owner_id: chapter?.id ?? (chapters.length === 1 ? (chapters[0]?.id ?? '') : ''),
    given_name: '',
    family_name: '',
    email: '',
    phone: '',
    zip: '',
    shares_email: false,
  };
  const [typed, setTyped] = useState(initialValues);
  const form = useForm<Values>({ mode: 'uncontrolled', initialValues, onValuesChange: setTyped });
  const save = async ({ email, phone, zip, ...values }: Values) => {
    // What is left empty is not given, rather than given as nothing.
    const body = { ...values, email: email || undefined, phone: phone || undefined, zip: zip || undefined };
    try {
      const { data } = await http.POST('/api/v1/people', { body });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/people'] });
      showDone(`${nameOf(values)} was added`);
      if (data) void navigate({ to: '/people/$id', params: { id: data.id } });
    } catch (cause) {
      setKnown(asApiError(cause).code === 'person_known');
      throw cause;
    }
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Add somebody"
      submitLabel="Add"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <NoClientsHere />
      {chapters.length > 1 && (
        <Select
          label="Chapter"
          withAsterisk
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          key={form.key('owner_id')}
          {...form.getInputProps('owner_id')}
        />
      )}
      <Group grow align="flex-start">
        <TextInput
          label="First name"
          withAsterisk
          data-autofocus
          key={form.key('given_name')}
          {...form.getInputProps('given_name')}
        />
        <TextInput label="Last name" key={form.key('family_name')} {...form.getInputProps('family_name')} />
      </Group>
      <TextInput
        label="Email"
        description="Not needed. Adding it subscribes nobody."
        type="email"
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      {isKnown && (
        <Checkbox
          label="They share this email with somebody: keep both"
          key={form.key('shares_email')}
          {...form.getInputProps('shares_email', { type: 'checkbox' })}
        />
      )}
      <TextInput label="Phone" type="tel" key={form.key('phone')} {...form.getInputProps('phone')} />
      <TextInput
        label="ZIP code"
        inputMode="numeric"
        w={140}
        key={form.key('zip')}
        {...form.getInputProps('zip')}
      />
      <LookAlikes {...typed} />
    </FormDrawer>
  );
}
