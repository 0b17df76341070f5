import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../api/client';

const MOVING_MS = 5_000;
const STILL_MS = 30_000;

/** What a mailing brought so far: asked often while it goes out, and seldom after. */
export function useResults(mailingId: string, isMoving: boolean) {
  return api.useQuery(
    'get',
    '/api/v1/mailings/{id}/results',
    { params: { path: { id: mailingId } } },
    { refetchInterval: isMoving ? MOVING_MS : STILL_MS },
  );
}

const TOLD = ['', '/results', '/report', '/deliveries'].map((part) => `/api/v1/mailings/{id}${part}`);

/** Asks anew for all that is told of a mailing: when it ends, and when somebody decides about it. */
export function useRefreshResults(): () => Promise<unknown> {
  const queries = useQueryClient();
  return useCallback(
    () => Promise.all(TOLD.map((path) => queries.invalidateQueries({ queryKey: ['get', path] }))),
    [queries],
  );
}
