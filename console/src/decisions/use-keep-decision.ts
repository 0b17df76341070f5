import { useQueryClient } from '@tanstack/react-query';
import { type DecisionRecord } from './words';

/** Every change answers with the whole decision: it replaces what is shown, and the lists ask anew. */
export function useKeepDecision(id: string) {
  const queries = useQueryClient();
  return (decision: DecisionRecord | undefined) => {
    if (!decision) return;
    queries.setQueryData(['get', '/api/v1/decisions/{id}', { params: { path: { id } } }], decision);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/decisions'] });
  };
}
