import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const importsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('./imports-screen'), 'ImportsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/$id',
    component: lazyRouteComponent(() => import('./import-screen'), 'ImportScreen'),
  }),
] as const;
