import { Anchor, Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { http } from '../api/client';
import { showFailure } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { PersonSelect } from '../partners/person-select';
import { type MeetingRecord } from './words';

/** Who came, where that is worth knowing: each for a partner, or on their own. */
export function MeetingPeople({ meeting }: { meeting: MeetingRecord }) {
  const [isAdding, adding] = useDisclosure(false);
  const keep = useKeepMeeting(meeting.id);
  const nameOf = (partnerId: string | null) => meeting.partners.find(({ id }) => id === partnerId)?.name;
  const remove = useMutation({
    mutationFn: (personId: string) =>
      http.DELETE('/api/v1/meetings/{id}/people/{personId}', {
        params: { path: { id: meeting.id, personId } },
      }),
    onSuccess: ({ data }) => keep(data),
    onError: showFailure,
  });
  return (
    <Card component="section" aria-labelledby="meeting-people">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="meeting-people">
          People
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={adding.open}>
          Add
        </Button>
      </Group>
      {meeting.people.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is named. Ticking partners is enough.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="xs">
        {meeting.people.map(({ person_id, name, partner_id }) => (
          <Group key={person_id} component="li" justify="space-between" wrap="nowrap">
            <div>
              <Anchor component={Link} to={`/people/${person_id}`} size="sm" fw={600}>
                {name}
              </Anchor>
              <Text size="xs" c="dimmed">
                {nameOf(partner_id) ?? 'On their own'}
              </Text>
            </div>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              loading={remove.isPending && remove.variables === person_id}
              aria-label={`Remove ${name} from the meeting`}
              onClick={() => remove.mutate(person_id)}
            >
              Remove
            </Button>
          </Group>
        ))}
      </Stack>
      {isAdding && <GuestDrawer meeting={meeting} onAdded={keep} onClose={adding.close} />}
    </Card>
  );
}

function useKeepMeeting(id: string) {
  const queries = useQueryClient();
  return (meeting: MeetingRecord | undefined) =>
    queries.setQueryData(['get', '/api/v1/meetings/{id}', { params: { path: { id } } }], meeting);
}

interface GuestDrawerProps {
  meeting: MeetingRecord;
  onAdded: (meeting: MeetingRecord | undefined) => void;
  onClose: () => void;
}

function GuestDrawer({ meeting, onAdded, onClose }: GuestDrawerProps) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { person_id: '', partner_id: null as string | null },
    validate: { person_id: (value) => (value ? null : 'Choose who came.') },
  });
  const save = async (body: ReturnType<typeof form.getValues>) => {
    const { data } = await http.POST('/api/v1/meetings/{id}/people', {
      params: { path: { id: meeting.id } },
      body,
    });
    onAdded(data);
  };
  return (
    <FormDrawer isOpen title="Who came" submitLabel="Add" form={form} onSave={save} onClose={onClose}>
      <PersonSelect
        label="Person"
        ownerId={meeting.owner_id}
        key={form.key('person_id')}
        {...form.getInputProps('person_id')}
      />
      <Select
        label="For the partner"
        description="It is ticked as well. Leave it empty for somebody who came on their own."
        clearable
        searchable
        data={meeting.partners.map(({ id, name }) => ({ value: id, label: name }))}
        key={form.key('partner_id')}
        {...form.getInputProps('partner_id')}
      />
    </FormDrawer>
  );
}
