import { Card, Text, Title } from '@mantine/core';
import { Facts } from '../parts/facts';
import { type Person } from './words';

const LAYERS: Record<string, string> = {
  congress: 'US House',
  upper: 'State senate',
  lower: 'State house',
  county: 'County',
  town: 'Town',
};

/** Whose constituent they are. */
export function PersonDistricts({ person: { districts, addresses } }: { person: Person }) {
  return (
    <Card component="section" aria-labelledby="districts">
      <Title order={2} id="districts" mb="xs">
        Districts
      </Title>
      {districts.length > 0 ? (
        <Facts facts={districts.map(({ layer, name }) => [LAYERS[layer] ?? layer, name] as const)} />
      ) : (
        <Text size="sm" c="dimmed">
          {addresses.length > 0 ? 'Not found yet.' : 'They follow from an address.'}
        </Text>
      )}
    </Card>
  );
}
