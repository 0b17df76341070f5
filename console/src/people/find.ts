import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';
import { nameOf } from './words';

const SHORTEST = 2;

/** People for the search box. */
export async function findPeople(q: string, signal: AbortSignal): Promise<Hit[]> {
  if (q.trim().length < SHORTEST) return [];
  const { data } = await http.GET('/api/v1/people', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map((person) => ({
    id: person.id,
    title: nameOf(person),
    detail: [person.email ?? person.phone, person.owner_name].filter(Boolean).join(' · '),
    href: `/people/${person.id}`,
  }));
}
