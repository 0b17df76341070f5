import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';

/** What staff do with a release; every list of releases, and of the tasks that follow, asks anew. */
export function useStoryActs() {
  const queries = useQueryClient();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/stories'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/tasks'] });
  };
  const acting = (act: () => Promise<unknown>, done: string) =>
    act()
      .then(refresh)
      .then(() => showDone(done))
      .catch(showFailure);
  return {
    refresh,
    show: (id: string) =>
      acting(
        () =>
          http.POST('/api/v1/stories/{id}/uses', {
            params: { path: { id } },
            body: { kind: 'chapter-page' },
          }),
        'It stands on your page',
      ),
    takeDown: (id: string) =>
      acting(() => http.POST('/api/v1/story-uses/{id}/removal', { params: { path: { id } } }), 'Taken down'),
    mailLink: (id: string) =>
      acting(
        () => http.POST('/api/v1/stories/{id}/link', { params: { path: { id } } }),
        'Their link is on its way',
      ),
    end: async (id: string) => {
      await http.POST('/api/v1/stories/{id}/revocation', { params: { path: { id } } });
      await refresh();
      showDone('It is over, and off your pages');
    },
  };
}
