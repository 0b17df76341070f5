import { Anchor, Button, Select, Stack, Text } from '@mantine/core';
import { IconMapPinCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { RelativeTime } from '../parts/values';
import { ContactDrawer } from './contact-drawer';
import { districtLayers } from './words';

type Failure = Schema<'LocationFailure'>;
type Reason = Failure['reason'];

/** Why, and what would help. */
const REASONS: Record<Reason, string> = {
  'no-address': 'Neither ZIP nor town',
  'unknown-zip': 'The ZIP code is not known',
  'unknown-town': 'The town is not known',
  'several-districts': 'Lies in several districts: a street would tell',
  outside: 'Outside of the boundaries that are loaded',
  abroad: 'Outside of the United States',
  'marked-invalid': 'Marked as not working',
  'no-boundaries': 'No boundaries are loaded',
};

/** Everyone whose address could not be placed, and why; mended on the spot. */
export function LocationFailures() {
  const session = useSession();
  const queries = useQueryClient();
  const [reason, setReason] = useState<Reason | null>(null);
  const [mended, setMended] = useState<Failure>();
  const query = { reason: reason ?? undefined, limit: 50 };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/location-failures', { params: { query } }, keyset),
  );
  const columns: Column<Failure>[] = [
    { key: 'person', title: 'Person', render: (failure) => <Person failure={failure} /> },
    {
      key: 'address',
      title: 'Address',
      render: ({ street, city, state, zip }) =>
        [street, city, `${state} ${zip}`.trim()].filter(Boolean).join(', ') || '—',
    },
    { key: 'why', title: 'Why', render: (failure) => <Why failure={failure} /> },
    {
      key: 'tried',
      title: 'Looked up',
      render: ({ last_tried_at }) => <RelativeTime value={last_tried_at} />,
    },
    ...(can(session, 'people.write')
      ? [
          {
            key: 'mend',
            title: 'Mend',
            align: 'right' as const,
            render: (failure: Failure) => (
              <Button
                size="xs"
                variant="default"
                aria-label={`Change the address of ${failure.person_name}`}
                onClick={() => setMended(failure)}
              >
                Change the address
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Stack gap="sm">
      <Select
        label="Why"
        placeholder="Every reason"
        clearable
        maw={360}
        data={Object.entries(REASONS).map(([value, label]) => ({ value, label }))}
        value={reason}
        onChange={(next) => setReason(next as Reason | null)}
      />
      <DataTable
        noun="addresses not on the map"
        source={{ path: '/api/v1/location-failures', query }}
        list={list}
        columns={columns}
        rowName={({ person_name }) => person_name}
        empty={
          <EmptyState
            icon={IconMapPinCheck}
            title="Everybody is on the map"
            description="Addresses that cannot be placed, or not surely, stand here with the reason."
          />
        }
      />
      {mended && (
        <ContactDrawer
          key={mended.id}
          personId={mended.person_id}
          kind="address"
          entry={mended}
          onChanged={() => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/location-failures'] })}
          onClose={() => setMended(undefined)}
        />
      )}
    </Stack>
  );
}

function Person({ failure: { person_id: id, person_name: name } }: { failure: Failure }) {
  return (
    <Anchor component={Link} to={`/people/${id}`} size="sm" fw={600}>
      {name || 'Without a name'}
    </Anchor>
  );
}

function Why({ failure: { reason, layers } }: { failure: Failure }) {
  return (
    <Stack gap={0}>
      <Text size="sm">{REASONS[reason]}</Text>
      {layers.length > 0 && (
        <Text size="xs" c="dimmed">
          {layers.map((layer) => districtLayers[layer] ?? layer).join(', ')}
        </Text>
      )}
    </Stack>
  );
}
