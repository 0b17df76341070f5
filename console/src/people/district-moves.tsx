import { Anchor, Card, Select, Stack, Text } from '@mantine/core';
import { IconMapPinCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { districtLayers } from './words';

type Move = Schema<'DistrictMove'>;
type Run = Schema<'DistrictRunResource'>;

const columns: Column<Move>[] = [
  {
    key: 'person',
    title: 'Person',
    render: ({ person_id, person_name }) => (
      <Anchor component={Link} to={`/people/${person_id}`} size="sm" fw={600}>
        {person_name || 'Without a name'}
      </Anchor>
    ),
  },
  { key: 'layer', title: 'For', render: ({ layer }) => districtLayers[layer] ?? layer },
  { key: 'from', title: 'Was in', render: ({ from_name }) => from_name },
  { key: 'to', title: 'Is in', render: ({ to_name }) => to_name ?? 'Not certain now' },
];

const NONE = (
  <EmptyState
    icon={IconMapPinCheck}
    title="Nobody has moved"
    description="When boundaries or ZIP codes change, everybody is looked up again. Who is in another district stands here."
  />
);

/** The report of a recalculation: which of one's people are in another district than before. */
export function DistrictMoves() {
  const [chosen, setChosen] = useState<string | null>(null);
  const { dateTime } = useFormat();
  const runs = api.useQuery('get', '/api/v1/district-runs');
  if (runs.isLoadingError)
    return (
      <LoadFailure error={runs.error} onRetry={() => void runs.refetch()} what="The list of recalculations" />
    );
  const [newest] = runs.data?.data ?? [];
  const run = runs.data?.data.find(({ id }) => id === chosen) ?? newest;
  if (!run) return runs.data ? NONE : null;
  const label = ({ title, created_at, moved_count }: Run) =>
    `${dateTime(created_at)} · ${title} · ${moved_count} moved`;
  return (
    <Stack gap="sm">
      <Select
        label="After which change"
        allowDeselect={false}
        maw={560}
        data={(runs.data?.data ?? []).map((each) => ({ value: each.id, label: label(each) }))}
        value={run.id}
        onChange={setChosen}
      />
      {run.state !== 'finished' && (
        <Card>
          <Text size="sm" role="status">
            This recalculation is under way: more may come.
          </Text>
        </Card>
      )}
      <Moves runId={run.id} />
    </Stack>
  );
}

function Moves({ runId }: { runId: string }) {
  const params = { path: { id: runId }, query: { limit: 50 } };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/district-runs/{id}/moves', { params }, keyset),
  );
  return (
    <DataTable
      noun="moves"
      source={{ path: `/api/v1/district-runs/${runId}/moves` }}
      list={list}
      columns={columns}
      rowName={({ person_name }) => person_name}
      empty={NONE}
    />
  );
}
