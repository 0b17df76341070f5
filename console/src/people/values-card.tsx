import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { Facts } from '../parts/facts';
import { localized } from '../parts/localized';
import { LoadFailure } from '../parts/load-failure';
import { type PersonPartProps } from './person-screen';
import { ValuesDrawer } from './values-drawer';
import { wordsOfValue } from './words';

/** What the organization's own fields say. Not there where it has none. Sealed values wait until somebody asks for them. */
export function ValuesCard({ person, mayWrite }: PersonPartProps) {
  const session = useSession();
  const [isEditing, editing] = useDisclosure(false);
  const [isOpened, setOpened] = useState(false);
  const params = { params: { path: { id: person.id } } };
  const { data } = api.useQuery('get', '/api/v1/people/{id}/values', params);
  const values = data?.data ?? [];
  const hasSealed = values.some(({ field }) => field.sensitivity === 'sealed');
  const mayOpen = hasSealed && can(session, 'people.restricted');
  const sealed = api.useQuery('get', '/api/v1/people/{id}/sealed-values', params, {
    enabled: mayOpen && (isOpened || isEditing),
    // Each look is logged: none happens by itself.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  if (values.length === 0) return null;
  const opened = sealed.data?.data;
  const shown = values.map((each) => opened?.find(({ field }) => field.id === each.field.id) ?? each);
  const isReady = !hasSealed || opened !== undefined;
  return (
    <Card component="section" aria-labelledby="values">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="values">
          More about them
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={editing.open}>
            Change
          </Button>
        )}
      </Group>
      <Facts
        facts={shown.map(({ field, value, is_set }) => [
          localized(field.label, 'en'),
          field.sensitivity === 'sealed' && is_set && !opened ? 'Sealed' : wordsOfValue(field, value),
        ])}
      />
      {mayOpen && !opened && (
        <Button
          mt="sm"
          variant="default"
          size="compact-sm"
          leftSection={<IconEye size={14} aria-hidden />}
          loading={sealed.isFetching}
          onClick={() => setOpened(true)}
        >
          Show what is sealed
        </Button>
      )}
      {mayOpen && (
        <Text size="xs" c="dimmed" mt={4}>
          Who looks at sealed fields stands in the audit log.
        </Text>
      )}
      {sealed.isLoadingError && (
        <LoadFailure what="The sealed fields" error={sealed.error} onRetry={() => void sealed.refetch()} />
      )}
      {isEditing && isReady && <ValuesDrawer personId={person.id} values={shown} onClose={editing.close} />}
    </Card>
  );
}
