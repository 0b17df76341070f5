import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { type Task } from './words';

/** Every list of tasks asks anew, and timelines, which show them too. */
export function useTasksChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['/api/v1/tasks', '/api/v1/people/{id}/timeline', '/api/v1/dashboard'].map((path) =>
        queries.invalidateQueries({ queryKey: ['get', path] }),
      ),
    );
}

/** Says that a task is done, and offers to take it back; or opens one again. */
export function useCloseTask() {
  const changed = useTasksChanged();
  const params = ({ id }: Task) => ({ path: { id } });
  const reopen = (task: Task) => http.DELETE('/api/v1/tasks/{id}/closure', { params: params(task) });
  const done = useMutation({
    mutationFn: (task: Task) =>
      http.POST('/api/v1/tasks/{id}/closure', { params: params(task), body: { outcome: 'done' } }),
    onSuccess: (_, task) => showDone(`Done: ${task.title}`, () => reopen(task).then(changed)),
    onError: showFailure,
    onSettled: changed,
  });
  const open = useMutation({
    mutationFn: reopen,
    onSuccess: () => showDone('It is open again'),
    onError: showFailure,
    onSettled: changed,
  });
  return { done: done.mutate, reopen: open.mutate, isPending: done.isPending || open.isPending };
}
