import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http } from '../api/client';
import { type Progress } from './words';

const POLL_MS = 5_000;

/** Where a mailing stands, as it happens: by events of the server, and by asking where those do not come through. */
export function useProgress(mailingId: string, isMoving: boolean) {
  const queries = useQueryClient();
  const [isStreaming, setStreaming] = useState(false);
  const key = ['mailing-progress', mailingId];
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const params = { path: { id: mailingId } };
      return (await http.GET('/api/v1/mailings/{id}/progress', { params, signal })).data;
    },
    refetchInterval: isMoving && !isStreaming ? POLL_MS : false,
  });
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
