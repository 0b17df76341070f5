import { Alert, Group, Loader, Text } from '@mantine/core';
import { asApiError } from '../api/errors';
import { useFormat } from '../parts/format';
import { useCount } from './use-fields';
import { type Filter } from './words';

/** "312 people", "about 120,000 people"; says so while it counts. */
export function LiveCount({ ownerId, filter }: { ownerId: string; filter: Filter }) {
  const count = useCount(ownerId, filter);
  if (count.error) return <Alert color="red">{asApiError(count.error).message}</Alert>;
  return (
    <Group gap="xs" role="status">
      {count.data ? (
        <Text fw={600} className="figures">
          <PeopleCount {...count.data} />
        </Text>
      ) : (
        <Text size="sm">counting…</Text>
      )}
      {count.isFetching && <Loader size="xs" aria-label="counting" />}
    </Group>
  );
}

/** The same for a row of a list. */
export function CountCell({ ownerId, filter }: { ownerId: string; filter: Filter }) {
  const { number } = useFormat();
  const count = useCount(ownerId, filter);
  if (count.error) return <Text size="sm">not counted</Text>;
  if (!count.data) return <Loader size="xs" aria-label="counting" />;
  return (
    <span className="figures">
      {count.data.is_estimate && 'about '}
      {number(count.data.count)}
    </span>
  );
}

function PeopleCount({ count, is_estimate }: { count: number; is_estimate: boolean }) {
  const { number } = useFormat();
  return (
    <>
      {is_estimate && 'about '}
      {number(count)} {count === 1 ? 'person' : 'people'}
    </>
  );
}
