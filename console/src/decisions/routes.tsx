import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const decisionsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/decisions',
    validateSearch: ({ state }: Record<string, unknown>): { state?: 'open' | 'closed' } => ({
      state: state === 'open' || state === 'closed' ? state : undefined,
    }),
    component: lazyRouteComponent(() => import('./decisions-screen'), 'DecisionsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/decisions/$id',
    component: lazyRouteComponent(() => import('./decision-screen'), 'DecisionScreen'),
  }),
] as const;
