import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http, type Schema } from '../api/client';
import { useSession } from '../api/session';
import { showFailure } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';

/** Who a new mailing is from: the chapter chosen in the header, else the first in which the account may write. */
export function useSender(): string | undefined {
  const { chapters, scopes } = useSession();
  const { chapter } = useChapter();
  const mine = chapters.filter(({ permissions }) => permissions.includes('mailings.write'));
  return (mine.find(({ id }) => id === chapter?.id) ?? mine[0] ?? scopes[0])?.id;
}

/** Drafts a mailing and opens it, empty or with what is given. */
export function useNewMailing() {
  const sender = useSender();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (content: Partial<Schema<'NewMailing'>>) => {
      const { data } = await http.POST('/api/v1/mailings', { body: { owner_id: sender ?? '', ...content } });
      return data;
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings'] });
      if (made) await navigate({ to: '/mailings/$id', params: { id: made.id } });
    },
    onError: showFailure,
  });
}
