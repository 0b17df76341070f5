import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';

/** Officials for the search box. */
export async function findOfficials(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/officials', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map(({ id, office_id, name, title, seat }) => ({
    id: `${id} ${office_id}`,
    title: name,
    detail: `${title}, ${seat}`,
    href: `/officials/${id}`,
  }));
}
