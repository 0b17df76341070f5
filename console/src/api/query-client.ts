import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, asApiError } from './errors';

// What the API refused is shown to people; what the console itself got wrong belongs to the developer.
const logOwnErrors = (cause: unknown) => {
  if (!(cause instanceof ApiError)) console.error(cause);
};

/** One try more where the first may have met a hiccup; a refusal (403, 404, 422) stays one. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: logOwnErrors }),
  mutationCache: new MutationCache({ onError: logOwnErrors }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 1 && asApiError(error).mayPass,
    },
    mutations: { retry: false },
  },
});
