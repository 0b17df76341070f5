import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const preferencesRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/preferences',
    component: lazyRouteComponent(() => import('./preferences-screen'), 'PreferencesScreen'),
  }),
] as const;
