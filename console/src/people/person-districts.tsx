import { Card, Text, Title } from '@mantine/core';
import { Facts } from '../parts/facts';
import { RelativeTime } from '../parts/values';
import { districtLayers, type Person, placedBy } from './words';

/** Whose constituent they are. */
export function PersonDistricts({ person: { districts, addresses } }: { person: Person }) {
  return (
    <Card component="section" aria-labelledby="districts">
      <Title order={2} id="districts" mb="xs">
        Districts
      </Title>
      {districts.length > 0 ? (
        <>
          <Facts
            facts={districts.map(({ layer, name }) => [districtLayers[layer] ?? layer, name] as const)}
          />
          <Text size="xs" c="dimmed" mt="xs">
            Found {[...new Set(districts.map(({ method }) => placedBy[method] ?? method))].join(' and ')},{' '}
            <RelativeTime value={districts.map(({ found_at }) => found_at).sort()[0]!} />.
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {addresses.length > 0 ? 'Not found yet.' : 'They follow from an address.'}
        </Text>
      )}
    </Card>
  );
}
