import { http } from '../api/client';
import { titleOf } from '../petitions/words';
import { localized } from '../parts/localized';

export type CardKind = 'petition' | 'event';

export const cardWords: Record<CardKind, { name: string; add: string; search: string; none: string }> = {
  petition: {
    name: 'Petition',
    add: 'Add a petition',
    search: 'Search open petitions',
    none: 'No open petition of this name',
  },
  event: {
    name: 'Event',
    add: 'Add an event',
    search: 'Search coming events',
    none: 'No coming event of this name',
  },
};

interface Choice {
  value: string;
  title: string;
  /** Of an event: when its next shift begins. */
  startsAt: string | null;
}

const MOST = 20;

/** What of these organizations a mail may lead to now: open petitions or coming events with this in their title. */
export async function findCardChoices(
  kind: CardKind,
  owners: readonly string[],
  q: string,
  signal: AbortSignal,
): Promise<Choice[]> {
  const all = await Promise.all(
    [...new Set(owners)].map((ownerId) =>
      kind === 'petition' ? openPetitions(ownerId, q, signal) : comingEvents(ownerId, q, signal),
    ),
  );
  return all.flat();
}

async function openPetitions(owner_id: string, q: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { owner_id, q: q || undefined, state: 'open' as const, limit: MOST };
  const { data } = await http.GET('/api/v1/petitions', { params: { query }, signal });
  return (data?.data ?? []).map((each) => ({ value: each.id, title: titleOf(each), startsAt: null }));
}

async function comingEvents(chapter_id: string, q: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { chapter_id, q: q || undefined, when: 'upcoming' as const, limit: MOST };
  const { data } = await http.GET('/api/v1/events', { params: { query }, signal });
  return (data?.data ?? []).map(({ id, title, starts_at }) => ({
    value: id,
    title: localized(title, 'en'),
    startsAt: starts_at,
  }));
}

export async function titleOfCard(kind: CardKind, id: string, signal: AbortSignal): Promise<string> {
  const params = { path: { id } };
  if (kind === 'petition') {
    const { data } = await http.GET('/api/v1/petitions/{id}', { params, signal });
    return data ? titleOf(data) : '';
  }
  const { data } = await http.GET('/api/v1/events/{id}', { params, signal });
  return data ? localized(data.title, 'en') : '';
}
