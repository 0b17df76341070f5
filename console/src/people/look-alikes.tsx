import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api } from '../api/client';
import { nameOf } from './words';

interface Typed {
  owner_id: string;
  given_name: string;
  family_name: string;
  email: string;
  phone: string;
  zip: string;
}

const TYPING_MS = 400;

const REASONS: Record<string, string> = {
  email: 'same email',
  phone: 'same phone',
  'name-and-zip': 'same name and ZIP',
  name: 'same name',
};

/** Who is here already that somebody may be, while they are being typed. */
export function LookAlikes({ owner_id, given_name, family_name, email, phone, zip }: Typed) {
  const typed = useMemo(
    () => ({ owner_id, given_name, family_name, email, phone, zip }),
    [owner_id, given_name, family_name, email, phone, zip],
  );
  const [query] = useDebouncedValue(typed, TYPING_MS);
  const isAsking =
    query.owner_id !== '' && [query.family_name, query.email, query.phone].some((each) => each !== '');
  const { data } = api.useQuery('get', '/api/v1/look-alikes', { params: { query } }, { enabled: isAsking });
  const found = isAsking ? (data?.data ?? []) : [];
  return (
    <div aria-live="polite">
      {found.length > 0 && (
        <Alert color="orange" title="Are they here already?">
          <Stack gap={4} component="ul" className="plain-list">
            {found.map((person) => (
              <li key={person.id}>
                <Anchor component={Link} to={`/people/${person.id}`} size="sm" fw={600}>
                  {nameOf(person)}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {[REASONS[person.why], person.email ?? person.phone, person.city]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </li>
            ))}
          </Stack>
        </Alert>
      )}
    </div>
  );
}
