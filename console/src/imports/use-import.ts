import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { MOVING } from './words';

/** Often enough that a bar moves, seldom enough that nobody minds. */
const MOVING_MS = 1_000;

/** One import, looked at again while a worker has it in hand. */
export function useImport(id: string) {
  const queries = useQueryClient();
  const query = api.useQuery(
    'get',
    '/api/v1/imports/{id}',
    { params: { path: { id } } },
    {
      refetchInterval: (now) => (now.state.data && MOVING.includes(now.state.data.state) ? MOVING_MS : false),
    },
  );
  /** After an act: everything that shows imports, and the tray. */
  const refresh = async (): Promise<void> => {
    await Promise.all(
      [
        ['get', '/api/v1/imports/{id}'],
        ['get', '/api/v1/imports/{id}/preview'],
        ['get', '/api/v1/imports'],
        ['running-jobs'],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
  return { query, refresh };
}
