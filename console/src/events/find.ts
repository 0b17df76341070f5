import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';
import { localized } from '../parts/localized';
import { kinds } from './words';

/** Upcoming events for the search box. */
export async function findEvents(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/events', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map(({ id, title, kind, venue }) => ({
    id,
    title: localized(title, 'en'),
    detail: [kinds[kind], venue].filter(Boolean).join(' · '),
    href: `/events/${id}`,
  }));
}
