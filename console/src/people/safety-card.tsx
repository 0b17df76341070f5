import { ActionIcon, Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { type PersonPartProps } from './person-screen';
import { RelayContact } from './relay-contact';
import { SafeContactDrawer } from './safe-contact-drawer';

/** How it is safe to reach them, and who may open the record at all. */
export function SafetyCard({ person, mayWrite, onChanged }: PersonPartProps) {
  const [isContact, contact] = useDisclosure(false);
  const [isAsking, asking] = useDisclosure(false);
  const params = { path: { id: person.id } };
  if (!mayWrite) return null;
  return (
    <Card component="section" aria-labelledby="safety">
      <Title order={2} id="safety" mb="xs">
        Safety
      </Title>
      <Stack gap="sm" align="flex-start">
        <Button variant="default" size="compact-sm" onClick={contact.open}>
          Safe contact
        </Button>
        {person.is_sealed && <Readers person={person} />}
        {person.is_sealed && <RelayContact person={person} onChanged={onChanged} />}
        <Button variant="default" size="compact-sm" onClick={asking.open}>
          {person.is_sealed ? 'Unseal the record' : 'Seal the record'}
        </Button>
      </Stack>
      {isContact && <SafeContactDrawer person={person} onClose={contact.close} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={person.is_sealed ? 'Unseal this record?' : 'Seal this record?'}
        confirmLabel={person.is_sealed ? 'Unseal' : 'Seal'}
        isDangerous={person.is_sealed}
        onConfirm={async () => {
          const { data } = person.is_sealed
            ? await http.DELETE('/api/v1/people/{id}/sealing', { params })
            : await http.POST('/api/v1/people/{id}/sealing', { params });
          if (data) onChanged(data);
          showDone(person.is_sealed ? 'The record is open again' : 'The record is sealed');
        }}
        onClose={asking.close}
      >
        {person.is_sealed
          ? 'Everybody of your organization who may see people sees it again, with everything that hangs on it.'
          : 'Only you see it from now on, and whom you name: in no list, search, count, export or mailing of anybody else. Every look is logged. Nothing says why. What others type with the same address later, at a door or into a form, is a record of its own that they see: you find it under Duplicates, and may merge it into this one.'}
      </ConfirmDialog>
    </Card>
  );
}

function Readers({ person }: Pick<PersonPartProps, 'person'>) {
  const session = useSession();
  const navigate = useNavigate();
  const params = { path: { id: person.id } };
  const readers = api.useQuery('get', '/api/v1/people/{id}/readers', { params });
  const maySeeTeam = can(session, 'staff.read');
  const team = api.useQuery('get', '/api/v1/staff', {}, { enabled: maySeeTeam });
  const named = readers.data?.data ?? [];
  const others = (team.data?.data ?? []).filter(({ id }) => !named.some((reader) => reader.id === id));
  const add = (account_id: string) =>
    http
      .POST('/api/v1/people/{id}/readers', { params, body: { account_id } })
      .then(() => readers.refetch())
      .catch(showFailure);
  const remove = async (accountId: string) => {
    try {
      const path = { id: person.id, accountId };
      await http.DELETE('/api/v1/people/{id}/readers/{accountId}', { params: { path } });
      if (accountId === session.account.id) await navigate({ to: '/people' });
      else await readers.refetch();
    } catch (cause) {
      showFailure(cause);
    }
  };
  return (
    <div>
      <Text size="sm" fw={600}>
        Who may open it
      </Text>
      <Stack gap={2} component="ul" className="plain-list">
        {named.map(({ id, name }) => (
          <Group key={id} component="li" gap="xs">
            <Text size="sm">{name}</Text>
            {named.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Remove ${name}`}
                onClick={() => void remove(id)}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
      </Stack>
      {maySeeTeam ? (
        <Select
          mt="xs"
          size="xs"
          aria-label="Name one more"
          placeholder="Name one more"
          searchable
          value={null}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id && void add(id)}
        />
      ) : (
        <Text size="xs" c="dimmed">
          An administrator can name others.
        </Text>
      )}
    </div>
  );
}
