import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const deliverabilityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deliverability',
    component: lazyRouteComponent(() => import('./deliverability-screen'), 'DeliverabilityScreen'),
  }),
] as const;
