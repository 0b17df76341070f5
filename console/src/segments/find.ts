import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';

/** Segments for the search box. */
export async function findSegments(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/segments', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map(({ id, name }) => ({ id, title: name, href: `/segments/${id}` }));
}
