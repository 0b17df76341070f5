import { api } from '../api/client';
import { type Did } from './words';

interface Occasion {
  value: string;
  label: string;
}

const title = (it: Record<string, string | undefined>) => it.en || it.es || it.pt || 'Untitled';

/** The petitions, events or letters that a deed can be about, newest first; undefined where it is about none of them. */
export function useOccasions(ownerId: string, did: Did): Occasion[] | undefined {
  const params = { query: { owner_id: ownerId, limit: 200 } };
  const is = (...deeds: Did[]) => ownerId !== '' && deeds.includes(did);
  const petitions = api.useQuery('get', '/api/v1/petitions', { params }, { enabled: is('signed') });
  const events = api.useQuery(
    'get',
    '/api/v1/events',
    { params },
    { enabled: is('registered', 'attended', 'missed') },
  );
  const letters = api.useQuery('get', '/api/v1/letter-campaigns', { params }, { enabled: is('wrote') });
  const found = is('signed')
    ? petitions
    : is('wrote')
      ? letters
      : is('registered', 'attended', 'missed')
        ? events
        : undefined;
  return found && (found.data?.data ?? []).map((each) => ({ value: each.id, label: title(each.title) }));
}
