import { Button, Card, Collapse, Group, Select, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { ExportButton } from '../parts/export-button';
import { StatusBadge } from '../parts/status-badge';
import { DateTime, Missing } from '../parts/values';
import { type DeliveryState, deliveryStates, optionsOf, reasonText } from './words';

type Delivery = Schema<'DeliveryResource'>;

const columns: Column<Delivery>[] = [
  {
    key: 'who',
    title: 'To',
    render: ({ name, address }) => (
      <div>
        <Text size="sm">{name || address}</Text>
        {name && (
          <Text size="sm" c="dimmed">
            {address}
          </Text>
        )}
      </div>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => (
      <StatusBadge tone={deliveryStates[state].tone}>{deliveryStates[state].label}</StatusBadge>
    ),
  },
  {
    key: 'why',
    title: 'Why',
    render: ({ reason, reply, state }) =>
      reason || (reply && state !== 'sent') ? (
        <div>
          {reason && <Text size="sm">{reasonText(reason)}</Text>}
          {reply && state !== 'sent' && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {reply}
            </Text>
          )}
        </div>
      ) : (
        <Missing what="Nothing to say" />
      ),
  },
  {
    key: 'when',
    title: 'When',
    render: ({ settled_at, next_at }) =>
      settled_at ? (
        <DateTime value={settled_at} />
      ) : next_at ? (
        <Text size="sm">
          again at <DateTime value={next_at} />
        </Text>
      ) : (
        <Missing what="Not yet" />
      ),
  },
];

/** Every recipient with what became of their message. */
export function Deliveries({ mailingId }: { mailingId: string }) {
  const [isOpen, list] = useDisclosure(false);
  return (
    <Card component="section" aria-labelledby="deliveries">
      <Group justify="space-between">
        <Title order={2} id="deliveries">
          Recipients
        </Title>
        <Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={list.toggle}>
          {isOpen ? 'Hide the list' : 'Show the list'}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>{isOpen && <DeliveryTable mailingId={mailingId} />}</Collapse>
    </Card>
  );
}

function DeliveryTable({ mailingId }: { mailingId: string }) {
  const [state, setState] = useState<DeliveryState | null>(null);
  const list = keysetList(
    api.useInfiniteQuery(
      'get',
      '/api/v1/mailings/{id}/deliveries',
      { params: { path: { id: mailingId }, query: { state: state ?? undefined, limit: 50 } } },
      keyset,
    ),
  );
  return (
    <>
      <Group justify="space-between" align="flex-end" my="sm">
        <Select
          label="State"
          placeholder="All"
          data={optionsOf(deliveryStates).filter(({ value }) => value !== 'handed')}
          value={state}
          onChange={(value) => setState(value)}
          clearable
          w={200}
        />
        <ExportButton
          path={`/api/v1/mailings/${mailingId}/deliveries.csv`}
          query={{ state: state ?? undefined }}
        />
      </Group>
      <DataTable
        noun="recipients"
        list={list}
        columns={columns}
        rowName={({ name, address }) => name || address}
        empty={<EmptyState title="Nobody here" headingOrder={3} />}
      />
    </>
  );
}
