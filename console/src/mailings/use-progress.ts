import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http } from '../api/client';
import { type Progress } from './words';

const POLL_MS = 5_000;

const MOVING: readonly Progress['state'][] = ['preparing', 'sending'];

/**
 * Where a mailing stands, as it happens: by events of the server, and by asking where those do not come through. Until both
 * the record and the progress itself say that it stands: either may be the older one.
 */
export function useProgress(mailingId: string, recorded: Progress['state']) {
  const queries = useQueryClient();
  const [isStreaming, setStreaming] = useState(false);
  const key = ['mailing-progress', mailingId];
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const params = { path: { id: mailingId } };
      return (await http.GET('/api/v1/mailings/{id}/progress', { params, signal })).data;
    },
    refetchInterval: ({ state: { data } }) =>
      [recorded, data?.state].some(isUnderWay) && !isStreaming ? POLL_MS : false,
  });
  const isMoving = [recorded, query.data?.state].some(isUnderWay);
  useEffect(() => {
    if (!isMoving) return;
    const events = new EventSource(`/api/v1/mailings/${mailingId}/events`);
    events.onopen = () => setStreaming(true);
    events.onmessage = ({ data }: MessageEvent<string>) =>
      queries.setQueryData(['mailing-progress', mailingId], JSON.parse(data) as Progress);
    events.onerror = () => setStreaming(false);
    return () => {
      events.close();
      setStreaming(false);
    };
  }, [mailingId, isMoving, queries]);
  return query;
}

function isUnderWay(state: Progress['state'] | undefined): boolean {
  return state !== undefined && MOVING.includes(state);
}
