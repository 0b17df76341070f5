import { type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';

/** A list answer of the API: a page of rows, the cursor of the next one, and the count where it is cheap. */
export interface KeysetPage<Row> {
  data: Row[];
  next?: string | null;
  total?: number | null;
}

/**
 * Options of every list query. The first page carries no cursor; `null` rather than `undefined`
 * because the client would otherwise send `after=0`.
 *
 * @example api.useInfiniteQuery('get', '/api/v1/people', { params: { query } }, keyset)
 */
export const keyset = {
  pageParamName: 'after',
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
};

/** What a DataTable needs to know of a list that grows by "Show more". */
export interface KeysetList<Row> {
  rows: Row[] | undefined;
  total: number | undefined;
  isRefreshing: boolean;
  error: unknown;
  retry: () => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  showMore: () => void;
}

/** Lays the pages of a list query end to end. */
export function keysetList<Row>(
  query: UseInfiniteQueryResult<InfiniteData<KeysetPage<Row> | undefined>, unknown>,
): KeysetList<Row> {
  const pages = query.data?.pages;
  return {
    rows: pages?.flatMap((page) => page?.data ?? []),
    total: pages?.[0]?.total ?? undefined,
    isRefreshing: query.isFetching && !query.isFetchingNextPage,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    showMore: () => void query.fetchNextPage(),
  };
}
