import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export interface TasksSearch {
  /** One's own where it is not said. */
  who?: 'team' | 'nobody';
  state?: 'closed';
  overdue?: true;
}

export const tasksRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tasks',
    validateSearch: ({ who, state, overdue }: Record<string, unknown>): TasksSearch => ({
      who: who === 'team' || who === 'nobody' ? who : undefined,
      state: state === 'closed' ? state : undefined,
      overdue: overdue === true || overdue === 'true' ? true : undefined,
    }),
    component: lazyRouteComponent(() => import('./tasks-screen'), 'TasksScreen'),
  }),
] as const;
