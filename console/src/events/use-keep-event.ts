import { useQueryClient } from '@tanstack/react-query';
import { type EventRecord } from './words';

/** Every change answers with the whole record: it replaces what is shown, and the lists ask anew. */
export function useKeepEvent(id: string) {
  const queries = useQueryClient();
  return (record: EventRecord | undefined) => {
    if (record) queries.setQueryData(['get', '/api/v1/events/{id}', { params: { path: { id } } }], record);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/events'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/events/{id}/attendances'] });
  };
}

/** After something that answers with less than the record, such as a check-in. */
export function useRefreshEvent() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/events/{id}'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/events/{id}/attendances'] });
  };
}
