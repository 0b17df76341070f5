import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const commitmentsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/asks',
    validateSearch: ({ overdue }: Record<string, unknown>): { overdue?: true } => ({
      overdue: overdue === true || overdue === 'true' ? true : undefined,
    }),
    component: lazyRouteComponent(() => import('./asks-screen'), 'AsksScreen'),
  }),
] as const;
