import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { type PersonPartProps } from './person-screen';
import { duplicateReasons, nameOf } from './words';

/** Who may be the same human, with the way to compare the two. Nothing where nobody is suggested. */
export function PossibleDuplicates({ person, mayWrite }: PersonPartProps) {
  const query = { person_id: person.id, limit: 5 };
  const { data } = api.useQuery('get', '/api/v1/duplicates', { params: { query } }, { enabled: mayWrite });
  const found = data?.data ?? [];
  if (found.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="duplicates">
      <Title order={2} id="duplicates" mb="xs">
        Possible duplicates
      </Title>
      <Stack gap={6} component="ul" className="plain-list">
        {found.map(({ id, first, second, why }) => {
          const other = first.id === person.id ? second : first;
          return (
            <Group component="li" key={id} justify="space-between" wrap="nowrap" gap="xs">
              <div>
                <Text size="sm">{nameOf(other)}</Text>
                <Text size="xs" c="dimmed">
                  {duplicateReasons[why] ?? why}
                </Text>
              </div>
              <Anchor component={Link} to={`/people/${person.id}/merge/${other.id}`} size="sm">
                Compare
              </Anchor>
            </Group>
          );
        })}
      </Stack>
    </Card>
  );
}
