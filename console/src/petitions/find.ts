import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';
import { states, titleOf } from './words';

/** Petitions for the search box. */
export async function findPetitions(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/petitions', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map((petition) => ({
    id: petition.id,
    title: titleOf(petition),
    detail: `${states[petition.state].label} · ${petition.owner_name}`,
    href: `/petitions/${petition.id}`,
  }));
}
