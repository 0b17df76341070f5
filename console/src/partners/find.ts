import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';
import { sectors } from './words';

/** Partners for the search box. */
export async function findPartners(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/partners', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map(({ id, name, sector, chapter_name }) => ({
    id,
    title: name,
    detail: `${sectors[sector]} · ${chapter_name}`,
    href: `/partners/${id}`,
  }));
}
