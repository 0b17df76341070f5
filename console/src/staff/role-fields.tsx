import { Select, Text, TextInput } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { givableRoles, managedPlaces, type Role } from './words';

export interface RoleValues extends Record<string, unknown> {
  role: Role | null;
  organization_id: string;
  expires_at: string;
}

/** Where, as what, and until when: shared by invitations, further roles and API keys. */
export function RoleFields<Values extends RoleValues>({
  form,
  endLabel,
  endHint,
}: {
  form: UseFormReturnType<Values>;
  endLabel: string;
  endHint: string;
}) {
  const places = managedPlaces(useSession());
  const { data: all } = api.useQuery('get', '/api/v1/roles', {});
  const [placeId, setPlaceId] = useState(form.getValues().organization_id);
  form.watch('organization_id', ({ value }) => setPlaceId(value as string));
  const options = givableRoles(
    places.find(({ id }) => id === placeId),
    all?.data,
  );
  return (
    <>
      {places.length > 1 && (
        <Select
          label="Works for"
          withAsterisk
          data={places.map(({ id, name }) => ({ value: id, label: name }))}
          key={form.key('organization_id')}
          {...form.getInputProps('organization_id')}
        />
      )}
      <Select
        label="Role"
        withAsterisk
        description="Only roles whose every right you have yourself."
        data={options}
        renderOption={({ option }) => (
          <div>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed">
              {(option as (typeof options)[number]).does}
            </Text>
          </div>
        )}
        key={form.key('role')}
        {...form.getInputProps('role')}
      />
      <TextInput
        type="date"
        label={endLabel}
        description={endHint}
        min={new Date().toLocaleDateString('en-CA')} // the one locale that writes days as a date field reads them
        key={form.key('expires_at')}
        {...form.getInputProps('expires_at')}
      />
    </>
  );
}
