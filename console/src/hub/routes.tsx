import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const hubRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub',
    component: lazyRouteComponent(() => import('./hub-screen'), 'HubScreen'),
  }),
] as const;
