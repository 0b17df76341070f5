import { useQueryClient } from '@tanstack/react-query';

/** The record, its timeline and the list of trainings ask anew. */
export function useVolunteeringChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['/api/v1/people/{id}/volunteering', '/api/v1/people/{id}/timeline', '/api/v1/trainings'].map((path) =>
        queries.invalidateQueries({ queryKey: ['get', path] }),
      ),
    );
}
