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
