import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHeader } from '../parts/page-header';
import { DistrictMoves } from './district-moves';
import { LocationFailures } from './location-failures';

/** Who is not on the map, and who is elsewhere on it since boundaries changed. */
export function LocationsScreen() {
  const { tab = 'missing' } = useSearch({ from: '/people/map' });
  const navigate = useNavigate({ from: '/people/map' });
  return (
    <>
      <PageHeader
        title="Places of people"
        back={{ label: 'People', to: '/people' }}
        detail="An address gives the districts somebody votes in. New and changed addresses are looked up within seconds."
      />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({ search: { tab: next === 'moved' ? 'moved' : undefined }, replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="missing">Not on the map</Tabs.Tab>
          <Tabs.Tab value="moved">Who moved</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="missing">
          <LocationFailures />
        </Tabs.Panel>
        <Tabs.Panel value="moved">
          <DistrictMoves />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
