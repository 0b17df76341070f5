import { Button, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { showDone } from '../frame/toasts';
import { EmptyState } from '../parts/empty-state';
import { FormDrawer } from '../parts/form-drawer';
import { LoadFailure } from '../parts/load-failure';
import { DateTime } from '../parts/values';
import { MemberRoles } from '../staff/member-roles';
import { roles } from '../staff/words';
import { type EventRecord } from './words';

const HELPING = ['check-in-helper', 'event-host'] as const;
const SIX_HOURS_MS = 6 * 3_600_000;
const listed = ['get', '/api/v1/staff'];

/** Who helps at this event alone, and until when they are let in. */
export function EventHelpers({ event }: { event: EventRecord }) {
  const [isAdding, adding] = useDisclosure(false);
  const queries = useQueryClient();
  const query = { event_id: event.id, limit: 200 };
  const found = api.useQuery('get', '/api/v1/staff', { params: { query } });
  if (found.isLoadingError)
    return (
      <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The list of helpers" />
    );
  const members = (found.data?.data ?? []).map((member) => ({
    ...member,
    roles: member.roles.filter(({ event_id }) => event_id === event.id),
  }));
  const add = (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={adding.open}>
      Add a helper
    </Button>
  );
  return (
    <Stack gap="md" maw={720}>
      {members.length > 0 && (
        <Group justify="space-between">
          <Ends event={event} />
          {add}
        </Group>
      )}
      {members.map((member) => (
        <Card key={member.id} withBorder>
          <Text fw={600}>{member.name}</Text>
          <Text size="sm" c="dimmed" mb="sm">
            {member.email}
          </Text>
          <MemberRoles
            member={member}
            mayChange={!member.is_you}
            onChanged={() => queries.invalidateQueries({ queryKey: listed })}
          />
        </Card>
      ))}
      {found.data && members.length === 0 && (
        <EmptyState
          icon={IconUserPlus}
          title="Nobody helps at this event alone"
          description="A helper signs in with an account of their own and reaches this event and nothing else."
          action={add}
        />
      )}
      {isAdding && <HelperDrawer event={event} onClose={adding.close} />}
    </Stack>
  );
}

function Ends({ event }: { event: EventRecord }) {
  const last = Math.max(...event.shifts.map(({ ends_at }) => Date.parse(ends_at)));
  if (event.shifts.length === 0)
    return (
      <Text size="sm">This event has no shift yet: check-in helpers are let in until it has had one.</Text>
    );
  return (
    <Text size="sm">
      Check-in helpers are let in until six hours after the last shift:{' '}
      <DateTime value={new Date(last + SIX_HOURS_MS).toISOString()} />
    </Text>
  );
}

interface Values extends Record<string, unknown> {
  name: string;
  email: string;
  role: (typeof HELPING)[number];
}

function HelperDrawer({ event, onClose }: { event: EventRecord; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: { name: '', email: '', role: 'check-in-helper' } });
  const save = async (values: Values) => {
    await http.POST('/api/v1/staff', {
      body: { ...values, organization_id: event.owner_id, event_id: event.id, locale: 'en' },
    });
    await queries.invalidateQueries({ queryKey: listed });
    showDone(`${values.name} helps at this event`);
  };
  return (
    <FormDrawer isOpen title="Add a helper" submitLabel="Add" form={form} onSave={save} onClose={onClose}>
      <TextInput
        label="Name"
        withAsterisk
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Email"
        description="Who has no account yet gets a link to choose a password."
        type="email"
        withAsterisk
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <Select
        label="What they do"
        data={HELPING.map((role) => ({ value: role, label: `${roles[role].label}: ${roles[role].does}` }))}
        allowDeselect={false}
        {...form.getInputProps('role')}
      />
    </FormDrawer>
  );
}
