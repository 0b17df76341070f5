import { Alert, Button, Card, Group, Skeleton, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { showDone } from '../frame/toasts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { choicesOf, valueChoices } from './merge-choices';
import { MergeTable } from './merge-table';
import { nameOf } from './words';

type Takeable = NonNullable<Schema<'MergeForm'>['take']>[number];

/** Two records side by side: which one stays, and of whose facts. */
export function MergeScreen() {
  const { id, otherId } = useParams({ from: '/people/$id/merge/$otherId' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const kept = api.useQuery('get', '/api/v1/people/{id}', { params: { path: { id } } });
  const gone = api.useQuery('get', '/api/v1/people/{id}', { params: { path: { id: otherId } } });
  const keptValues = api.useQuery('get', '/api/v1/people/{id}/values', { params: { path: { id } } });
  const goneValues = api.useQuery('get', '/api/v1/people/{id}/values', { params: { path: { id: otherId } } });
  const merge = useMutation({
    mutationFn: () =>
      http.POST('/api/v1/people/{id}/merges', {
        params: { path: { id } },
        body: {
          absorbed_id: otherId,
          take: [...taken].filter((key) => !key.startsWith('value:')) as Takeable[],
          take_values: [...taken].filter((key) => key.startsWith('value:')).map((key) => key.slice(6)),
        },
      }),
    onSuccess: async ({ data }) => {
      await queries.invalidateQueries();
      await navigate({ to: '/people/$id', params: { id } });
      const batchId = data?.id;
      showDone(
        'Merged into one record',
        batchId === undefined
          ? undefined
          : async () => {
              await http.POST('/api/v1/change-batches/{id}/undo', { params: { path: { id: batchId } } });
              await queries.invalidateQueries();
            },
      );
    },
  });
  const failed = kept.isLoadingError ? kept : gone.isLoadingError ? gone : undefined;
  if (failed)
    return (
      <LoadFailure
        error={failed.error}
        onRetry={() => void failed.refetch()}
        what="One of the two"
        headingOrder={1}
      />
    );
  if (!kept.data || !gone.data) return <Skeleton h={400} />;
  const swap = () => {
    setTaken(new Set());
    void navigate({ to: '/people/$id/merge/$otherId', params: { id: otherId, otherId: id }, replace: true });
  };
  return (
    <>
      <PageHeader
        title="Merge two records"
        back={{ label: nameOf(kept.data), to: `/people/${id}` }}
        detail="Choose what the kept record says. What it lacks it gets from the other; nothing that they did or agreed to is lost."
        actions={
          <Button variant="default" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={swap}>
            Keep the other one
          </Button>
        }
      />
      <Card maw={960}>
        <MergeTable
          kept={nameOf(kept.data)}
          gone={nameOf(gone.data)}
          choices={[
            ...choicesOf(kept.data, gone.data),
            ...valueChoices(keptValues.data?.data ?? [], goneValues.data?.data ?? []),
          ]}
          taken={taken}
          onTake={(key, isTaken) => {
            const next = new Set(taken);
            if (isTaken) next.add(key);
            else next.delete(key);
            setTaken(next);
          }}
        />
        {merge.error && (
          <Alert color="red" role="alert" title="Not merged" mt="md">
            {asApiError(merge.error).message}
          </Alert>
        )}
        <Group justify="space-between" mt="lg" gap="sm">
          <Text size="sm" c="dimmed" maw={520}>
            A “no” of either holds for both, and so does a seal. You can undo this for thirty days.
          </Text>
          <Button loading={merge.isPending} onClick={() => merge.mutate()}>
            Merge into one
          </Button>
        </Group>
      </Card>
    </>
  );
}
