import { Anchor, Button, Center, Skeleton, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { type KeysetList } from '../api/keyset';
import { showDone, showFailure } from '../frame/toasts';
import { Board } from '../parts/board';
import { LoadFailure } from '../parts/load-failure';
import { optionsOf, sectors, statuses, type Partner, type Status } from './words';

const stages = optionsOf(statuses).map(({ value, label }) => ({ key: value, label }));

/** Partners by status. Moving a card changes the status; what the server refuses is said and the card stays. */
export function PartnersBoard({ list, mayMove }: { list: KeysetList<Partner>; mayMove: boolean }) {
  const queries = useQueryClient();
  const { mutate } = api.useMutation('post', '/api/v1/partners/{id}/status-changes', {
    onError: showFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners'] }),
  });
  const move = ({ id, name }: Partner, status: Status) =>
    mutate(
      { params: { path: { id } }, body: { status } },
      { onSuccess: () => showDone(`${name} is now ${statuses[status].label.toLowerCase()}`) },
    );
  if (list.error && !list.rows)
    return <LoadFailure error={list.error} onRetry={list.retry} what="The board" />;
  if (!list.rows) return <Skeleton h={320} />;
  return (
    <>
      <Board
        label="Partners by status"
        stages={stages}
        rows={list.rows}
        stageOf={({ status }) => status}
        nameOf={({ name }) => name}
        onMove={mayMove ? move : undefined}
        renderCard={({ id, name, sector, owner_name }) => (
          <>
            <Anchor component={Link} to={`/partners/${id}`} size="sm" fw={600} draggable={false}>
              {name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {[sectors[sector], owner_name].filter(Boolean).join(' · ')}
            </Text>
          </>
        )}
      />
      {list.hasMore && (
        <Center mt="md">
          <Button variant="default" loading={list.isLoadingMore} onClick={list.showMore}>
            Show more
          </Button>
        </Center>
      )}
    </>
  );
}
