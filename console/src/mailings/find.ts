import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';
import { states } from './words';

/** Mailings for the search box. */
export async function findMailings(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/mailings', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map(({ id, name, state }) => ({
    id,
    title: name,
    detail: states[state].label,
    href: `/mailings/${id}`,
  }));
}
