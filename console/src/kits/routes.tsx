import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const kitsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/campaigns/kits',
    component: lazyRouteComponent(() => import('./kits-screen'), 'KitsScreen'),
  }),
] as const;
