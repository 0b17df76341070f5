import { Anchor, Button, Card, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { nameOf, type Person } from './words';

/** What somebody may ask for: a copy of all that is kept about them, and that it ends. */
export function PersonPrivacy({ person }: { person: Person }) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isErasing, erasing] = useDisclosure(false);
  const [mayCopy, mayErase] = [can(session, 'people.export'), can(session, 'people.erase')];
  if (!mayCopy && !mayErase) return null;
  const name = nameOf(person);
  const erase = async () => {
    await http.POST('/api/v1/people/{id}/erasure', { params: { path: { id: person.id } } });
    queries.removeQueries({
      queryKey: ['get', '/api/v1/people/{id}', { params: { path: { id: person.id } } }],
    });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/people'] });
    await navigate({ to: '/people' });
    showDone('Erased');
  };
  return (
    <Card component="section" aria-labelledby="privacy">
      <Title order={2} id="privacy" mb="xs">
        Their data
      </Title>
      <Stack gap="xs" align="flex-start">
        {mayCopy && (
          <Text size="sm">
            All that is kept about them:{' '}
            <Anchor underline="always" href={`/api/v1/people/${person.id}/copy.json`}>
              JSON
            </Anchor>{' '}
            or{' '}
            <Anchor underline="always" href={`/api/v1/people/${person.id}/copy.csv`}>
              CSV
            </Anchor>
          </Text>
        )}
        {mayErase && (
          <Button variant="default" size="xs" onClick={erasing.open}>
            Erase…
          </Button>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isErasing}
        title={`Erase ${name}?`}
        confirmLabel="Erase for good"
        typed={name}
        isDangerous
        onConfirm={erase}
        onClose={erasing.close}
      >
        <Text size="sm">
          Name, addresses, notes, history and what they wrote go, here and in files that were imported. What
          they signed and where they came still counts, without them. Their address stays as a hash on the
          suppression list, so that no import mails them again. This cannot be undone.
        </Text>
      </ConfirmDialog>
    </Card>
  );
}
