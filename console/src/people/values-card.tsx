import { Button, Card, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { api } from '../api/client';
import { Facts } from '../parts/facts';
import { localized } from '../parts/localized';
import { type PersonPartProps } from './person-screen';
import { ValuesDrawer } from './values-drawer';
import { wordsOfValue } from './words';

/** What the organization's own fields say. Not there where it has none. */
export function ValuesCard({ person, mayWrite }: PersonPartProps) {
  const [isEditing, editing] = useDisclosure(false);
  const { data } = api.useQuery('get', '/api/v1/people/{id}/values', { params: { path: { id: person.id } } });
  const values = data?.data ?? [];
  if (values.length === 0) return null;
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
        facts={values.map(({ field, value }) => [localized(field.label, 'en'), wordsOfValue(field, value)])}
      />
      {isEditing && <ValuesDrawer personId={person.id} values={values} onClose={editing.close} />}
    </Card>
  );
}
