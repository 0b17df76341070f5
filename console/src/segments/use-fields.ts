import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { type Filter } from './words';

const FRESH_MS = 60_000;
const COUNT_MS = 400;

/** What filters of this organization can be made of. */
export function useFields(ownerId: string | undefined) {
  return api.useQuery(
    'get',
    '/api/v1/segments/fields',
    { params: { query: { owner_id: ownerId ?? '' } } },
    { enabled: Boolean(ownerId), staleTime: FRESH_MS },
  );
}

/** How many people the filter finds, asked anew when its editing pauses. */
export function useCount(ownerId: string | undefined, filter: Filter) {
  const [asked] = useDebouncedValue(filter, COUNT_MS);
  return useQuery({
    queryKey: ['segment-count', ownerId, asked],
    queryFn: async ({ signal }) => {
      const { data } = await http.POST('/api/v1/segments/count', {
        body: { owner_id: ownerId ?? '', filter: asked },
        signal,
      });
      return data;
    },
    enabled: Boolean(ownerId),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
}
