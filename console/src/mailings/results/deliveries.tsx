import { Button, Card, Collapse, Group, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api, type Schema } from '../../api/client';
import { keyset, keysetList } from '../../api/keyset';
import { DataTable } from '../../parts/data-table/data-table';
import { type Column } from '../../parts/data-table/types';
import { EmptyState } from '../../parts/empty-state';
import { ExportButton } from '../../parts/export-button';
import { StatusBadge } from '../../parts/status-badge';
import { DateTime, Missing } from '../../parts/values';
import {
  type DeliveryResponse,
  deliveryResponses,
  type DeliveryState,
  deliveryStates,
  optionsOf,
  reasonText,
} from '../words';

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
  {
    key: 'opened',
    title: 'Opened',
    render: ({ opened_at }) => (opened_at ? <DateTime value={opened_at} /> : <Missing what="Not seen" />),
  },
  {
    key: 'clicked',
    title: 'Clicked',
    render: ({ clicked_at }) => (clicked_at ? <DateTime value={clicked_at} /> : <Missing what="No" />),
  },
];

/** What the list is narrowed to. */
export interface DeliveryFilter {
  state?: DeliveryState | undefined;
  response?: DeliveryResponse | undefined;
  reason?: string | undefined;
}

interface DeliveriesProps {
  mailingId: string;
  /** Undefined while the list is hidden. */
  filter: DeliveryFilter | undefined;
  onFilter: (filter: DeliveryFilter | undefined) => void;
}

/** Every recipient with what became of their message. */
export function Deliveries({ mailingId, filter, onFilter }: DeliveriesProps) {
  return (
    <Card component="section" aria-labelledby="deliveries">
      <Group justify="space-between">
        <Title order={2} id="deliveries">
          Recipients
        </Title>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={filter !== undefined}
          onClick={() => onFilter(filter ? undefined : {})}
        >
          {filter ? 'Hide the list' : 'Show the list'}
        </Button>
      </Group>
      <Collapse expanded={filter !== undefined}>
        {filter && <DeliveryTable mailingId={mailingId} filter={filter} onFilter={onFilter} />}
      </Collapse>
    </Card>
  );
}

function DeliveryTable({ mailingId, filter, onFilter }: DeliveriesProps & { filter: DeliveryFilter }) {
  const [written, setWritten] = useState('');
  const [q] = useDebouncedValue(written.trim() || undefined, 300);
  const query = { ...filter, q };
  const list = keysetList(
    api.useInfiniteQuery(
      'get',
      '/api/v1/mailings/{id}/deliveries',
      { params: { path: { id: mailingId }, query: { ...query, limit: 50 } } },
      keyset,
    ),
  );
  return (
    <>
      <Group align="flex-end" my="sm">
        <TextInput
          label="Name or address"
          type="search"
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        <Select
          label="State"
          placeholder="All"
          data={optionsOf(deliveryStates).filter(({ value }) => value !== 'handed')}
          value={filter.state ?? null}
          onChange={(state) => onFilter({ ...filter, state: state ?? undefined, reason: undefined })}
          clearable
          w={150}
        />
        <Select
          label="What they did"
          placeholder="Anything"
          data={optionsOf(deliveryResponses)}
          value={filter.response ?? null}
          onChange={(response) => onFilter({ ...filter, response: response ?? undefined })}
          clearable
          w={190}
        />
        <ExportButton path={`/api/v1/mailings/${mailingId}/deliveries.csv`} query={query} />
      </Group>
      {filter.reason && (
        <Group gap="xs" mb="sm">
          <Text size="sm">Only: {reasonText(filter.reason)}</Text>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onFilter({ ...filter, reason: undefined })}
          >
            Show every reason
          </Button>
        </Group>
      )}
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
